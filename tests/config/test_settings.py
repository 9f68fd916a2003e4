"""Every setting stands in docs/settings.md, and nothing else does."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_page_of_settings_lists_every_setting_and_no_other() -> None:
    read = re.findall(r"""env\.\w+\(\s*["'](LAURELS_\w+)""", (ROOT / "src/laurels/config/settings.py").read_text())
    listed = re.findall(r"^\| `(LAURELS_\w+)` \|", (ROOT / "docs/settings.md").read_text(), re.MULTILINE)
    assert len(read) > 10
    assert sorted(listed) == sorted(set(read))
