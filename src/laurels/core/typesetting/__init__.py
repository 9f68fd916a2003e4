"""Documents from templates and data, as PDF/A-2a and PDF/UA-1, in a child process that can be killed."""

from laurels.core.typesetting.documents import Document, Typeset, Typesetter, typeset
from laurels.core.typesetting.errors import TooManyPagesError, TypesettingError, TypesettingTimeoutError

__all__ = [
    "Document",
    "TooManyPagesError",
    "Typeset",
    "Typesetter",
    "TypesettingError",
    "TypesettingTimeoutError",
    "typeset",
]
