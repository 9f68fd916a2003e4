"""The first sheet of a spreadsheet file (XLSX) as the same rows that CSV text gives. Values are read, not formats."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from laurels.core.tabular.reading import NO_OTHER_NAMES, Table, fill

LARGEST = 50_000_000  # bytes of one part, unpacked: far above any list of people, far below the machine's memory
MOST_COLUMNS = 500
MAGIC = b"PK\x03\x04"
BROKEN = (zipfile.BadZipFile, InvalidFileException, ParseError, KeyError, ValueError, TypeError, IndexError, OSError)


class SheetError(Exception):
    """Not a spreadsheet that is read; its text says what came."""


def is_sheet(data: bytes) -> bool:
    return data.startswith(MAGIC)


def read_sheet(
    file: str,
    data: bytes,
    *,
    required: Sequence[str],
    optional: Sequence[str] = (),
    also: Mapping[str, str] = NO_OTHER_NAMES,
) -> Table:
    """Rows of the wanted columns of the first sheet, as `reading.read`; what is wrong is in the table's problems."""
    table = Table(file)
    try:
        _refuse_absurd(data)
        fill(table, _records(data), required, optional, also)
    except SheetError as error:
        table.wrong(0, "a spreadsheet in XLSX form", str(error))
    except BROKEN:
        table.wrong(0, "a spreadsheet in XLSX form", "a file that cannot be read as one (save it as XLSX or CSV UTF-8)")
    return table


def _refuse_absurd(data: bytes) -> None:
    """Looks at the folder that an XLSX file is, before any of it is unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            raise SheetError("a ZIP folder that is no spreadsheet")
        if any(part.file_size > LARGEST for part in archive.infolist()):
            raise SheetError(f"a sheet of more than {LARGEST // 1_000_000} MB")


def _records(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """Lines of equal length: the width of the first one that says anything, unless a line says more."""
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        width = 0
        for line, row in enumerate(book.worksheets[0].iter_rows(values_only=True, max_col=MOST_COLUMNS), start=1):
            cells = [_text(value) for value in row]
            said = max((place for place, cell in enumerate(cells, start=1) if cell.strip()), default=0)
            width = width or said
            if said:
                yield line, [*cells[: max(width, said)], *[""] * (width - len(cells))]
    finally:
        book.close()


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)
