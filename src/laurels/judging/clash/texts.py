"""What names, mail addresses and web addresses say: pure functions on text."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

from laurels.judging.clash.providers import PUBLIC_PROVIDERS

LABELS_OF_A_COMPANY = 2  # as in northgate.com; one label alone is nobody's
_LETTER = r"[^\W\d_]"
_IDEOGRAPHS = "\u2e80"  # from here on, scripts that put no space between words


def folded(text: str) -> str:
    """As it is compared: without case, without doubled spaces, in one form of Unicode."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def domain_of(address: str) -> str:
    """The domain of a mail address; empty where it is a public provider's or none at all."""
    return _owned(address.rpartition("@")[2]) if "@" in address else ""


def host_of(website: str) -> str:
    """The host of a web address without `www.`; empty for none or for a public provider's."""
    try:
        host = urlsplit(website if "//" in website else f"//{website}").hostname or ""
    except ValueError:
        return ""
    return _owned(host.removeprefix("www."))


def _owned(domain: str) -> str:
    domain = folded(domain).strip(".")
    return "" if domain.count(".") < LABELS_OF_A_COMPANY - 1 or public(domain) else domain


def public(domain: str) -> bool:
    return any(each in PUBLIC_PROVIDERS for each in widened(domain))


def widened(domain: str) -> tuple[str, ...]:
    """The domain and those above it that a company can have: mail.acme.co.uk, acme.co.uk, co.uk."""
    labels = domain.split(".")
    return tuple(".".join(labels[at:]) for at in range(max(0, len(labels) - LABELS_OF_A_COMPANY + 1)))


def same_domain(one: str, other: str) -> bool:
    """Equal, or one lies below the other. Empty ones are like none."""
    return bool(one and other) and (one in widened(other) or other in widened(one))


def mentions(text: str, *, name: str, address: str) -> bool:
    """Whether a text names this person: by mail address, or by full name as words of its own.

    A name of one word is too little where others may bear it; in scripts without spaces it is a full name.
    """
    said, full = folded(text), folded(name)
    if address and re.search(rf"(?<![\w.+-]){re.escape(folded(address))}(?![\w-])", said):
        return True
    if not full or (" " not in full and full[0] < _IDEOGRAPHS):
        return False
    before = f"(?<!{_LETTER})" if full[0] < _IDEOGRAPHS else ""
    after = f"(?!{_LETTER})" if full[-1] < _IDEOGRAPHS else ""
    return re.search(before + re.escape(full) + after, said) is not None
