import re
from pathlib import Path

import laurels
from laurels.results.standalone import fonts, pages

LOOK = Path(laurels.__file__).parent / "web" / "shared" / "static" / "laurels" / "tokens.css"
COLORS = ["paper", "sheet", "well", "ink", "ink-2", "edge", "rule", "hair", "pen", "gold", "gold-ink", "oxide", "peers"]


def test_a_page_carries_only_the_letters_it_needs() -> None:
    assert fonts.css("Grünwald").count("@font-face") == len(fonts.FACES)
    assert fonts.css("Łódź").count("@font-face") == 2 * len(fonts.FACES)


def test_the_look_in_little_has_the_colors_of_the_look() -> None:
    """Light and dark, value by value: the two files are one look."""
    small = (pages.HERE / "base.css").read_text(encoding="utf-8")
    whole = LOOK.read_text(encoding="utf-8")
    for name in COLORS:
        pattern = rf"--{name}:\s*(#[0-9a-f]+)"
        assert set(re.findall(pattern, small)) == set(re.findall(pattern, whole)), name
