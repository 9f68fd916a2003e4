"""Looks at a page as a careful tester does, and says all that is wrong with it.

axe with the rules of WCAG 2.2 AA, on a desk and on a phone, in light and dark; nothing wider than the screen; the first
Tab stop leads past the bar; what the keyboard has in its hand can be seen.
"""

from collections.abc import Iterator
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.support.browser import DESK, PHONE

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EVERYTHING = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
COLORS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}
AXE = "options => axe.run(document, options).then(found => found.violations)"
# What the keyboard has in its hand must be seen. Of each page a handful: they share their style.
UNSEEN = """() => [...document.querySelectorAll("main a[href], main button, main input, main summary, main textarea")]
  .filter(each => each.checkVisibility() && !each.matches(":disabled") && each.type !== "hidden").slice(0, 12)
  .filter(each => {
    each.focus({focusVisible: true});
    const shown = [each, each.closest("label"), each.parentElement].filter(Boolean).map(at => getComputedStyle(at));
    return !shown.some(at => (at.outlineStyle !== "none" && at.outlineWidth !== "0px") || at.boxShadow !== "none");
  }).map(each => each.outerHTML.slice(0, 100))"""
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def look_at(page: Page, url: str) -> list[str]:
    """Opens the page and looks at all of it."""
    page.set_viewport_size(DESK)
    page.emulate_media(reduced_motion="reduce")
    page.goto(url)
    return [*skips(page, url), *faults(page, url)]


def faults(page: Page, name: str) -> Iterator[str]:
    page.evaluate(AXE_SCRIPT)
    for viewport, scheme, options in (
        (DESK, "light", EVERYTHING),
        (DESK, "dark", COLORS),
        (PHONE, "dark", EVERYTHING),
        (PHONE, "light", COLORS),
    ):
        page.set_viewport_size(viewport)
        _show_scores(page)
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of the two words
        found: list[dict[str, Any]] = page.evaluate(AXE, options)
        for each in found:
            nodes = "; ".join(node["html"][:140] for node in each["nodes"][:3])
            yield f"{name} at {viewport['width']} {scheme}: {each['id']} ({each['help']}): {nodes}"
        wide = page.evaluate(TOO_WIDE)
        if wide > 0:
            yield f"{name} at {viewport['width']}: {wide} px too wide"
    yield from keyboard_faults(page, name)


def _show_scores(page: Page) -> None:
    """On a phone the desk shows the entry or the scores: the scores are what there is to look at."""
    switch = page.locator("label", has=page.locator("#pane-score"))
    if switch.count() and switch.is_visible():
        switch.click()


def keyboard_faults(page: Page, name: str) -> Iterator[str]:
    page.set_viewport_size(DESK)
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    unseen = page.evaluate(UNSEEN)
    if unseen:
        yield f"{name}: has the focus, and nobody can see it: {unseen}"


def skips(page: Page, name: str) -> Iterator[str]:
    """The first Tab stop of a fresh page leads past the bar, unless the page put the focus somewhere itself."""
    if page.evaluate("document.activeElement === document.body"):
        page.keyboard.press("Tab")
        first = page.evaluate("document.activeElement.className")
        if first != "skip":
            yield f"{name}: the first Tab stop is {first or 'nothing'}"
    page.evaluate("document.activeElement.blur()")  # the link that shows itself would cover others
