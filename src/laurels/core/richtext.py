"""Text from people: Markdown to safe HTML. No HTML of theirs, no images from elsewhere, no scripts."""

from collections.abc import Sequence
from typing import Any

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

_TEXT = {"p", "br", "hr", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a"}
_TAGS = {*_TEXT, "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"}
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "th": {"style"}, "td": {"style"}}
_SCHEMES = {"http", "https", "mailto"}
_DEEPEST = 6


def _image_as_words(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, ___: EnvType) -> str:
    """An image from elsewhere tells its server who reads; its description stays."""
    return escape(tokens[index].content)


_markdown = MarkdownIt("js-default", {"breaks": True})
_markdown.add_render_rule("image", _image_as_words)


def render(markdown: str, *, top_heading: int = 3) -> SafeString:
    """HTML to put into a page. The writer's headings begin at `top_heading`, below the page's, and skip no level."""
    tokens = _markdown.parse(markdown)
    level = top_heading - 1
    for token in tokens:
        if token.type == "heading_open":
            level = min(int(token.tag[1]) + top_heading - 1, level + 1, _DEEPEST)
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{level}"
    environment: dict[str, Any] = {}
    html = _markdown.renderer.render(tokens, _markdown.options, environment)
    return mark_safe(
        nh3.clean(
            html,
            tags=_TAGS,
            attributes=_ATTRIBUTES,
            url_schemes=_SCHEMES,
            filter_style_properties={"text-align"},
            link_rel="noopener noreferrer nofollow ugc",
        )
    )
