"""Names in other scripts: each run gets its language, for the right glyphs and the right voice."""

import re

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

RUN = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]+")
HANGUL = re.compile(r"[\uac00-\ud7af]")
KANA = re.compile(r"[\u3040-\u30ff]")


def language_of(run: str, whole: str) -> str:
    """Kana or Hangul settles it. Han alone may be either: a macron beside it is Japanese romanization."""
    if HANGUL.search(run):
        return "ko"
    return "ja" if KANA.search(run) or re.search(r"[āīūēōĀĪŪĒŌ]", whole) else "zh"


def with_languages(text: str) -> SafeString:
    parts: list[str] = []
    end = 0
    for found in RUN.finditer(text):
        parts.append(escape(text[end : found.start()]))
        parts.append(format_html('<span lang="{}">{}</span>', language_of(found.group(), text), found.group()))
        end = found.end()
    parts.append(escape(text[end:]))
    return mark_safe("".join(parts))
