"""core.richtext: Markdown of strangers as safe HTML."""

from html.parser import HTMLParser

import pytest

from laurels.core.richtext import render


class Tags(HTMLParser):
    """What a browser would make of it."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, {name: value or "" for name, value in attrs}))


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("One *two* **three**", "<p>One <em>two</em> <strong>three</strong></p>\n"),
        ("one\ntwo", "<p>one<br>\ntwo</p>\n"),
        ("# Top\n\n## Next", "<h3>Top</h3>\n<h4>Next</h4>\n"),
        ("###### Deep", "<h3>Deep</h3>\n"),
        ("## A\n\n#### B\n\n# C", "<h3>A</h3>\n<h4>B</h4>\n<h3>C</h3>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("3. a", '<ol start="3">\n<li>a</li>\n</ol>\n'),
        ("~~gone~~", "<p><s>gone</s></p>\n"),
        ("客戶滿意度 & 5 < 6", "<p>客戶滿意度 &amp; 5 &lt; 6</p>\n"),
        (
            "[us](https://example.org/a?b=1&c=2)",
            '<p><a href="https://example.org/a?b=1&amp;c=2" rel="noopener noreferrer nofollow ugc">us</a></p>\n',
        ),
    ],
)
def test_markdown_becomes_html(markdown: str, html: str) -> None:
    assert render(markdown) == html


def test_a_table_keeps_its_alignment() -> None:
    html = render("|a|b|\n|--|--:|\n|1|2|")
    assert '<td style="text-align:right">2</td>' in html


@pytest.mark.parametrize(
    "markdown",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "<a href='https://x' onclick='alert(1)'>x</a>",
        "<style>body{display:none}</style>",
        "<iframe src=https://x></iframe>",
        '[x](https://x "onmouseover=alert(1)")',
    ],
)
def test_nothing_of_it_is_live(markdown: str) -> None:
    tags = Tags()
    tags.feed(render(markdown))
    assert {name for name, _ in tags.seen} <= {"p", "a"}
    for _, attributes in tags.seen:
        assert set(attributes) <= {"href", "rel", "title"}
        assert attributes.get("href", "https:").startswith("https:")


def test_an_image_from_elsewhere_leaves_its_description_only() -> None:
    assert render("See ![our <chart>](https://tracker.example/1.png).") == "<p>See our &lt;chart&gt;.</p>\n"


def test_the_first_heading_level_can_be_told() -> None:
    assert render("# Top", top_heading=2) == "<h2>Top</h2>\n"


def test_deep_nesting_ends() -> None:
    assert len(render(">" * 5000 + "x")) < 1_000_000
