"""The first sheet of a spreadsheet file (XLSX) as the same rows that CSV text gives.

An XLSX file is a ZIP folder of XML (ECMA-376, part 1). Values are read, not formats: a date comes as its number.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from xml.etree import ElementTree as ET

from laurels.core.tabular.problems import shown
from laurels.core.tabular.reading import NO_OTHER_NAMES, Table, fill

LARGEST = 50_000_000  # bytes of one part, unpacked: far above any list of people, far below the machine's memory
MOST_COLUMNS = 500
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"  # the same words under the standard's newer name
LINKS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
REFERENCE = re.compile(r"([A-Z]{1,3})[0-9]+")
MAGIC = b"PK\x03\x04"


class SheetError(Exception):
    """Not a spreadsheet that can be read; its text says what came."""


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
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            fill(table, _records(archive), required, optional, also)
    except (zipfile.BadZipFile, ET.ParseError, KeyError, ValueError, NotImplementedError, OSError):
        table.wrong(0, "a spreadsheet in XLSX form", "a file that cannot be read as one (save it as XLSX or CSV UTF-8)")
    except SheetError as error:
        table.wrong(0, "a spreadsheet in XLSX form", str(error))
    return table


def _records(archive: zipfile.ZipFile) -> Iterator[tuple[int, list[str]]]:
    """Lines of equal length: a sheet leaves out empty cells, and the last ones of a row."""
    texts = _shared_texts(archive)
    width = 0
    for number, row in enumerate(_part(archive, _first_sheet(archive)).iter(f"{MAIN}row"), start=1):
        cells = _cells(row, texts)
        line = int(row.get("r", number))
        if not any(cell.strip() for cell in cells):
            continue
        width = width or len(cells)
        if any(cell.strip() for cell in cells[width:]):
            yield line, cells
        else:
            yield line, [*cells, *[""] * (width - len(cells))][:width]


def _cells(row: ET.Element, texts: Sequence[str]) -> list[str]:
    cells: list[str] = []
    for cell in row.iter(f"{MAIN}c"):
        place = _column(cell.get("r", ""), len(cells))
        if place >= MOST_COLUMNS:
            raise SheetError(f"a cell in column {place + 1} (at most {MOST_COLUMNS} are read)")
        cells += [""] * (place + 1 - len(cells))
        cells[place] = _value(cell, texts)
    while cells and not cells[-1].strip():
        cells.pop()
    return cells


def _column(reference: str, otherwise: int) -> int:
    """From 0: "A1" is 0, "AA7" is 26."""
    found = REFERENCE.fullmatch(reference)
    if not found:
        return otherwise
    place = 0
    for letter in found[1]:
        place = 26 * place + ord(letter) - ord("A") + 1
    return place - 1


def _value(cell: ET.Element, texts: Sequence[str]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _text(cell.find(f"{MAIN}is"))
    value = cell.findtext(f"{MAIN}v") or ""
    if kind == "s":
        return texts[int(value)]
    if kind == "b":
        return "yes" if value == "1" else "no"
    if kind == "n" and value:
        number = float(value)
        return str(int(number)) if number.is_integer() else value
    return value


def _text(holder: ET.Element | None) -> str:
    """The text of all runs; not that of phonetic guides, which only say how it is pronounced."""
    if holder is None:
        return ""
    runs = [*holder.iterfind(f"{MAIN}t"), *holder.iterfind(f"{MAIN}r/{MAIN}t")]
    return "".join(run.text or "" for run in runs)


def _shared_texts(archive: zipfile.ZipFile) -> list[str]:
    name = "xl/sharedStrings.xml"
    if name not in archive.namelist():
        return []
    return [_text(each) for each in _part(archive, name).iterfind(f"{MAIN}si")]


def _first_sheet(archive: zipfile.ZipFile) -> str:
    """Its name in the folder: the workbook names sheets in their order, and its links say where each lies."""
    if "xl/workbook.xml" not in archive.namelist():
        raise SheetError("a ZIP folder that is no spreadsheet")
    sheet = _part(archive, "xl/workbook.xml").find(f"{MAIN}sheets/{MAIN}sheet")
    if sheet is None:
        raise SheetError("a spreadsheet without a sheet")
    link = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
    links: Mapping[str, str] = {
        each.get("Id", ""): each.get("Target", "")
        for each in _part(archive, "xl/_rels/workbook.xml.rels").iter(f"{LINKS}Relationship")
    }
    target = links.get(link, "worksheets/sheet1.xml")
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _part(archive: zipfile.ZipFile, name: str) -> ET.Element:
    """One part as XML. A type declaration is refused: no spreadsheet has one, and it can make much out of little."""
    if archive.getinfo(name).file_size > LARGEST:
        raise SheetError(f"a sheet of more than {LARGEST // 1_000_000} MB")
    with archive.open(name) as opened:
        content = opened.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise SheetError(f"a sheet of more than {LARGEST // 1_000_000} MB")
    plain = content.removeprefix(b"\xef\xbb\xbf")  # other encodings could hide what is looked for
    if not plain.startswith(b"<") or b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise SheetError(f"{shown(name)} with declarations of its own")
    return ET.fromstring(content.replace(STRICT[1:-1].encode(), MAIN[1:-1].encode()))  # noqa: S314 see above
