import datetime as dt
import struct
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from laurels.core import typesetting
from laurels.core.typesetting import (
    Document,
    TooManyPagesError,
    Typesetter,
    TypesettingError,
    TypesettingTimeoutError,
    coverage,
)

NOW = dt.datetime(2007, 3, 31, 9, 14, tzinfo=dt.UTC)
HEAD = '#import "/core/typesetting/look.typ": *\n#let d = json(bytes(sys.inputs.data))\n'
PLAIN = HEAD + '#show: sheet.with(title: "A test", foot: "Foot", made-at: auto)\n= Title\n#d.text'


@pytest.fixture(scope="module")
def typesetter() -> Iterator[Typesetter]:
    with Typesetter() as one:
        yield one


@pytest.fixture
def template(request: pytest.FixtureRequest) -> Iterator[Path]:
    """A template lies inside the package, since the typesetter reads nothing outside it."""
    path = Path(typesetting.__file__).parent / f"of-a-test-{abs(hash(request.node.nodeid))}.typ"
    yield path
    path.unlink(missing_ok=True)


def document(template: Path, source: str, *, text: str = "", most_pages: int = 10) -> Document:
    template.write_text(source, encoding="utf-8")
    return Document(template=template, data={"text": text}, made_at=NOW, most_pages=most_pages)


def test_a_document_is_tagged_archivable_and_accessible(typesetter: Typesetter, template: Path) -> None:
    made = typesetter.typeset(document(template, PLAIN, text="words"))
    assert made.pdf.startswith(b"%PDF-1.7")
    assert made.pages == 1
    assert made.replaced == ()
    for claim in (b"<pdfaid:part>2", b"<pdfaid:conformance>A", b"<pdfuaid:part>1", b"/StructTreeRoot"):
        assert claim in made.pdf, claim


def test_the_same_document_is_the_same_bytes(typesetter: Typesetter, template: Path) -> None:
    one = document(template, PLAIN, text="words")
    assert typesetter.typeset(one).pdf == typesetter.typeset(one).pdf


def test_what_no_font_draws_is_replaced_and_told(typesetter: Typesetter, template: Path) -> None:
    made = typesetter.typeset(document(template, PLAIN, text="Łódź 👍 \U00013000 \x07 \ue000 \ufeff end"))
    assert made.replaced == ("\x07", "\ue000", "\ufeff", "\U00013000")


def test_data_is_never_taken_for_source(typesetter: Typesetter, template: Path) -> None:
    made = typesetter.typeset(document(template, PLAIN, text='#panic("no") $x$ #read("/etc/passwd") ]]] \\ "'))
    assert made.pages == 1


def test_an_error_carries_the_typesetters_words_and_the_next_document_is_made(
    typesetter: Typesetter, template: Path
) -> None:
    with pytest.raises(TypesettingError, match="something is off"):
        typesetter.typeset(document(template, '#panic("something is off")'))
    assert typesetter.typeset(document(template, PLAIN)).pages == 1


def test_more_pages_than_allowed_are_refused(typesetter: Typesetter, template: Path) -> None:
    source = PLAIN + "\n#pagebreak()\n" * 3
    assert typesetter.typeset(document(template, source, most_pages=4)).pages == 4
    with pytest.raises(TooManyPagesError, match="at most 3 pages, found 4"):
        typesetter.typeset(document(template, source, most_pages=3))


def test_a_document_that_never_ends_is_given_up_and_the_next_one_is_made(template: Path) -> None:
    endless = (
        HEAD
        + '#show: sheet.with(title: "x", made-at: auto)\n#let f(n) = range(n).map(i => i * i).sum()\n'
        + ("#for i in range(100000000) { let x = f(100000) }")
    )
    with Typesetter(patience=2) as impatient:
        impatient.typeset(document(template, PLAIN))
        began = time.monotonic()
        with pytest.raises(TypesettingTimeoutError, match="within 2 seconds"):
            impatient.typeset(document(template, endless))
        assert time.monotonic() - began < 10
        assert impatient.typeset(document(template, PLAIN)).pages == 1


def test_a_child_that_was_killed_is_an_error_not_a_hang(template: Path) -> None:
    with Typesetter() as one:
        one.typeset(document(template, PLAIN))
        child = one._running()
        child.kill()
        child.wait()
        assert one.typeset(document(template, PLAIN)).pages == 1


def test_our_fonts_draw_latin_and_emoji_and_nothing_they_lack() -> None:
    fonts = Path(typesetting.__file__).parent / "fonts"
    serif = coverage.characters(str(fonts / "Newsreader_400Regular.ttf"), 0)
    assert {ord(letter) for letter in "AzÅőŁ“”–□"} <= serif | coverage.characters(
        str(fonts / "SourceSans3_400Regular.ttf"), 0
    )
    assert ord("光") not in serif
    assert ord("👍") in coverage.characters(str(fonts / "NotoEmoji_400Regular.ttf"), 0)


def test_a_file_that_is_no_font_draws_nothing(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(struct.pack(">4sHHHH", b"\0\1\0\0", 900, 0, 0, 0))
    assert coverage.characters(str(broken), 0) == frozenset()
    assert coverage.characters(str(tmp_path / "absent.ttf"), 0) == frozenset()
