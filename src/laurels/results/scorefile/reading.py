"""CSV text as rows: `core.tabular` has it; the names stay here for this package."""

from laurels.core.tabular.reading import LONGEST_LINE, Row, Table, plain, read

__all__ = ["LONGEST_LINE", "Row", "Table", "plain", "read"]
