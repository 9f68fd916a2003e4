from functools import cache
from pathlib import Path
from typing import Any

from django.template import Context, Engine

from laurels.results.standalone import fonts

HERE = Path(__file__).parent
STATIC = HERE.parent / "static" / "results"


@cache
def _engine() -> Engine:
    """An engine of its own, so that a page can be made where no web application runs."""
    return Engine(dirs=[str(HERE.parent / "templates")], libraries={"i18n": "django.templatetags.i18n"})


def render(template: str, style: str | tuple[str, ...], context: dict[str, Any]) -> str:
    """A whole page with its style sheets and its fonts inside. Text is escaped, so the first `</head>` is ours."""
    page = _engine().get_template(template).render(Context(context))
    sheet = f"<style>\n{fonts.css(page)}{_css(style if isinstance(style, tuple) else (style,))}</style>"
    return page.replace("</head>", f"{sheet}\n</head>", 1)


@cache
def _css(names: tuple[str, ...]) -> str:
    """The look in little, and the page's own rules after it."""
    parts = [HERE / "base.css", *(STATIC / name for name in names)]
    return "\n".join(part.read_text(encoding="utf-8") for part in parts)
