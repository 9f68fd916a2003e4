import re
from pathlib import Path

import pytest
from django.template import Context, Template
from django.test import Client

import laurels.web.shared

STATIC = Path(laurels.web.shared.__file__).parent / "static"


def drawn(source: str, **context: object) -> str:
    return Template("{% load look %}" + source).render(Context(context))


def test_the_page_of_the_look_shows_every_part(client: Client) -> None:
    page = client.get("/look/").content.decode()
    for part in (
        "state late",
        "notice warn",
        'class="timeline"',
        "queues",
        'class="empty"',
        "dialog",
        "honor",
        "pager",
    ):
        assert part in page, part


def test_a_missing_page_answers_in_our_look(client: Client) -> None:
    answer = client.get("/there-is-no-such-page/")
    assert answer.status_code == 404
    assert "There is no such page" in answer.content.decode()
    assert "laurels/tokens.css" in answer.content.decode()


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
def test_each_error_page_draws_without_any_context(name: str) -> None:
    from django.template.loader import render_to_string  # noqa: PLC0415 - after Django is set up

    assert "<h1>" in render_to_string(f"{name}.html")


def test_dark_is_the_same_whether_chosen_or_asked_for_by_the_system() -> None:
    tokens = (STATIC / "laurels/tokens.css").read_text()
    chosen = tokens.split('[data-theme="dark"] {')[1].split("}")[0]
    asked = tokens.split(":root:not([data-theme]) {")[1].split("}")[0]
    pairs = re.compile(r"(--[\w-]+):\s*([^;]+);")
    assert pairs.findall(chosen) == pairs.findall(asked)
    assert len(pairs.findall(chosen)) == 16


def test_no_style_sheet_names_a_color_outside_the_tokens() -> None:
    for sheet in (STATIC / "laurels").glob("*.css"):
        if sheet.name == "tokens.css":
            continue
        screen = sheet.read_text().split("@media print")[0]
        assert re.findall(r"#[0-9a-fA-F]{3,8}\b", screen) == [], sheet.name


def test_a_wreath_takes_its_drawing_from_one_file() -> None:
    html = drawn('{% wreath "07" %}')
    assert "marks.svg#wreath" in html
    assert ">07</text>" in html
    marks = (STATIC / "laurels/marks.svg").read_text()
    for name in ("wreath", "wordmark", "sprig", "tick"):
        assert f'id="{name}"' in marks


def test_the_current_page_is_marked_for_the_ear_too() -> None:
    assert 'aria-current="page"' in drawn('{% nav_link "/a/" "A" "/a/b/" %}')
    assert "aria-current" not in drawn('{% nav_link "/a/" "A" "/b/" %}')
    assert "aria-current" not in drawn('{% nav_link "/" "A" "/b/" exact=True %}')


def test_lines_broken_in_a_program_file_run_on_and_its_lists_stay() -> None:
    text = "One line\nruns on.\n\n1. First\n   of two\n2. Second\n\nA paragraph  \nwith a break that is meant."
    assert drawn("{{ text|prose }}", text=text) == (
        "<p>One line runs on.</p>\n<ol>\n<li>First of two</li>\n<li>Second</li>\n</ol>\n"
        "<p>A paragraph<br>\nwith a break that is meant.</p>\n"
    )


def test_a_name_in_another_script_is_marked_with_its_language() -> None:
    assert (
        drawn("{{ name|tongues }}", name="光陽精密 Kōyō Precision") == '<span lang="ja">光陽精密</span> Kōyō Precision'
    )
    assert drawn("{{ name|tongues }}", name="北京 <b>") == '<span lang="zh">北京</span> &lt;b&gt;'
    assert drawn("{{ name|tongues }}", name="한빛 Display") == '<span lang="ko">한빛</span> Display'


def test_small_numbers_are_spelled() -> None:
    assert [drawn("{{ n|spelled }}", n=n) for n in (1, 10, 12, 13)] == ["one", "ten", "twelve", "13"]
