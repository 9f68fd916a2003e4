import re
from html.parser import HTMLParser

from laurels.core.typesetting import Typesetter, typeset
from laurels.results.feedback import html, pdf
from laurels.results.feedback.build import Names
from laurels.results.feedback.model import Remark
from laurels.results.feedback.wording import worded
from tests.results.feedback.conftest import Make

TEN = [{"style": str(mark), "substance": str(mark)} for mark in (0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4)]
WILD = [
    Remark("comment", "</style><script>alert(1)</script> #panic[] $x$ ]", "style"),
    Remark("suggestion", "光陽 👍 \U00013000 " + "word " * 3000, "substance"),
    Remark("comment", "=HYPERLINK(1)", ""),
]
EVERYTHING = {
    "areas": {"style": "form", "substance": "matter"},
    "remarks": WILD,
    "judges": 3,
    "divisions": ["open"] * 10,
    "names": Names(program="Ten Best, 2007", divisions={"open": "Open"}),
    "organization": "Société d’Électronique de l’Île-de-France " * 6,
    "honors": ("One of the Ten Best",),
}


class Headings(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.levels: list[int] = []

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))


def test_the_page_is_whole_and_its_headings_skip_no_level(report: Make) -> None:
    for made in (report({"style": "3", "substance": "1"}, TEN, **EVERYTHING), report({"style": "3"}, remarks=WILD)):
        text = html.page(worded(made))
        reader = Headings()
        reader.feed(text)
        assert reader.levels[0] == 1
        assert all(after <= before + 1 for before, after in zip(reader.levels, reader.levels[1:], strict=False))
        assert "<script" not in text
        assert len(text.encode()) < 200_000


def test_figures_of_the_drawing_stand_in_words_beside_it(report: Make) -> None:
    text = html.page(worded(report({"style": "3", "substance": "1"}, TEN)))
    assert "peers from 0.00 to 4.00, middle half from 1.00 to 3.00" in text


def test_the_document_is_set_whatever_people_wrote(report: Make) -> None:
    made = typeset(pdf.document(report({"style": "3", "substance": "1"}, TEN, **EVERYTHING)))
    assert made.pages > 3
    assert "\U00013000" in made.replaced


def test_the_smallest_report_is_set_too(report: Make) -> None:
    with Typesetter() as typesetter:
        assert typesetter.typeset(pdf.document(report({"style": "3"}))).pages == 1
        assert typesetter.typeset(pdf.document(report({}, [{"style": "3"}]))).pages == 1
