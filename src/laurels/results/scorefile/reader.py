"""The files of one request: `core.tabular` has it; the names stay here for this package."""

from laurels.core.tabular.reader import Input, Reader

__all__ = ["Input", "Reader"]
