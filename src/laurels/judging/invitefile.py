"""People to invite, out of a file or of pasted text: every line, and everything that is wrong with any of them."""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.conf.locale import LANG_INFO
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from laurels.core.folding import fold
from laurels.core.tabular.problems import Problem, shown
from laurels.core.tabular.reading import Row, Table, plain, read
from laurels.core.tabular.sheets import is_sheet, read_sheet

REQUIRED = ("name", "email")
OPTIONAL = ("employer", "expertise", "max_load", "language")
COLUMNS = (*REQUIRED, *OPTIONAL)
ALSO = {
    "mail": "email", "e-mail": "email", "mail address": "email", "email address": "email", "e-mail address": "email",
    "company": "employer", "organization": "employer", "organisation": "employer", "knows about": "expertise",
    "load": "max_load", "max load": "max_load", "languages": "language", "full name": "name",
}  # fmt: skip
SEPARATORS = ",;\t"
MOST_AT_ONCE = 500
LONGEST_NAME = 200
LARGEST_LOAD = 500
NEAR = 0.7  # of the letters agree: near enough to ask "did you mean"


@dataclass(frozen=True)
class Invitee:
    """One person to invite. `expertise` holds keys of the program's list, `unknown` words that are not on it."""

    name: str
    email: str
    employer_name: str = ""
    expertise: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    max_load: int | None = None
    languages: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True)
class InviteFile:
    """What a file says. With problems, `people` holds the lines that could be read, and none of them is invited."""

    people: tuple[Invitee, ...]
    problems: tuple[Problem, ...]
    ignored: tuple[str, ...] = ()
    """Columns that nobody asked for."""

    def as_text(self) -> str:
        """The people as CSV text that reads back to the same people."""
        held = io.StringIO()
        writer = csv.writer(held, lineterminator="\n")
        writer.writerow(COLUMNS)
        for each in self.people:
            load = "" if each.max_load is None else each.max_load
            words = ";".join((*each.expertise, *each.unknown))
            writer.writerow([each.name, each.email, each.employer_name, words, load, ";".join(each.languages)])
        return held.getvalue()


def read_file(name: str, data: bytes, expertise: Mapping[str, str]) -> InviteFile:
    """A CSV or XLSX file with a header line. `expertise` is the program's list, names by key."""
    if is_sheet(data):
        table = read_sheet(name, data, required=REQUIRED, optional=OPTIONAL, also=ALSO)
    else:
        table = read(name, data, required=REQUIRED, optional=OPTIONAL, separators=SEPARATORS, also=ALSO)
    return _people(table, expertise)


def read_text(text: str, expertise: Mapping[str, str], *, name: str = "text") -> InviteFile:
    """Pasted text: with a header as a file; without one, lines of name, mail address, and employer if any."""
    if _has_header(text):
        return read_file(name, text.encode(), expertise)
    table = Table(name, COLUMNS[:3])
    for number, line in enumerate(text.splitlines(), 1):
        cells = next(csv.reader([line], delimiter=max(SEPARATORS, key=line.count), skipinitialspace=True), [])
        cells = [plain(cell) for cell in cells]
        if len(cells) == 1 and cells[0]:
            table.wrong(number, "a name, a comma, and a mail address", shown(line))
        elif any(cells):
            employer = ", ".join(cells[2:])
            table.rows.append(Row(number, {"name": cells[0], "email": cells[1], "employer": employer}, {}))
    return _people(table, expertise)


def _has_header(text: str) -> bool:
    first = next((line for line in text.splitlines() if line.strip()), "")
    cells = (cell.strip(' "').lower() for cell in re.split(f"[{SEPARATORS}]", first))
    return any(ALSO.get(cell, cell) == "email" for cell in cells)


def _people(table: Table, expertise: Mapping[str, str]) -> InviteFile:
    people: list[Invitee] = []
    lines: dict[str, int] = {}
    for row in table.rows[:MOST_AT_ONCE]:
        email = row.cells["email"].lower()
        if email in lines:
            table.wrong(row.line, "each mail address once", f"{shown(email)}, which is on line {lines[email]}")
        lines.setdefault(email, row.line)
        people.append(_person(table, row, expertise))
    if len(table.rows) > MOST_AT_ONCE:
        table.wrong(0, f"at most {MOST_AT_ONCE} people at once", f"{len(table.rows)}")
    if not table.rows and not table.problems:
        table.wrong(0, "at least one person", "none")
    ignored = tuple(name for name in table.columns if name and name not in COLUMNS)
    return InviteFile(tuple(people), tuple(sorted(dict.fromkeys(table.problems), key=lambda each: each.line)), ignored)


def _person(table: Table, row: Row, expertise: Mapping[str, str]) -> Invitee:
    cells = row.cells
    name, email = " ".join(cells["name"].split()), cells["email"].lower()
    if not name or len(name) > LONGEST_NAME:
        expected = f"a name of at most {LONGEST_NAME} letters" if name else "a name"
        table.wrong(row.line, expected, shown(name) if name else "nothing")
    try:
        validate_email(email)
    except ValidationError:
        table.wrong(row.line, "a mail address like name@example.org", shown(cells["email"]) if email else "nothing")
    employer = " ".join(cells.get("employer", "").split())
    if len(employer) > LONGEST_NAME:
        table.wrong(row.line, f"an employer of at most {LONGEST_NAME} letters", shown(employer))
    person = Invitee(name=name, email=email, employer_name=employer, line=row.line)
    known, unknown = expertise_of(cells.get("expertise", ""), expertise)
    return replace(
        person,
        expertise=known,
        unknown=unknown,
        max_load=_load(table, row.line, cells.get("max_load", "")),
        languages=_languages(table, row.line, cells.get("language", "")),
    )


def _load(table: Table, line: int, text: str) -> int | None:
    if not text:
        return None
    if not re.fullmatch("[0-9]{1,4}", text) or int(text) > LARGEST_LOAD:
        table.wrong(line, f"max_load as a whole number from 0 to {LARGEST_LOAD}, or nothing", shown(text))
        return None
    return int(text)


def _languages(table: Table, line: int, text: str) -> tuple[str, ...]:
    """Codes of languages, from codes or names: "en", "German", "deutsch"."""
    found = []
    for word in _parts(text, "[;|,/]"):
        code = LANGUAGES.get(fold(word))
        if code:
            found.append(code)
            continue
        meant = near(word, [name for name in LANGUAGES if len(name) > len("xx-xx")])
        guess = f" (did you mean {meant}?)" if meant else ""
        table.wrong(line, "languages by code or name, as “en” or “German”, with ; between", f"{shown(word)}{guess}")
    return tuple(dict.fromkeys(found))


def _language_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for code, facts in LANG_INFO.items():
        if "name" in facts:
            for name in (code, facts["name"], facts["name_local"]):
                names.setdefault(fold(name), code)
    return names


LANGUAGES = _language_names()


def expertise_of(text: str, known: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The keys that a cell names, by key or name, and the words in it that no name of the list is."""
    keys = {fold(word): key for key, name in known.items() for word in (key, name)}
    found: list[str] = []
    unknown: list[str] = []
    for part in _parts(text, "[;|]"):
        # A name of the list may itself have commas in it, so these part words only where the whole says nothing.
        for word in [part] if fold(part) in keys else _parts(part, ","):
            key = keys.get(fold(word))
            (found if key else unknown).append(key or word)
    return tuple(dict.fromkeys(found)), tuple(dict.fromkeys(unknown))


def _parts(text: str, separator: str) -> list[str]:
    return [part.strip() for part in re.split(separator, text) if part.strip()]


def near(word: str, names: Iterable[str]) -> str:
    """The name that the word may be a slip of; empty if none is near."""
    folded = {fold(name): name for name in names}
    return next((folded[each] for each in difflib.get_close_matches(fold(word), folded, n=1, cutoff=NEAR)), "")


def chosen(people: Sequence[Invitee], addresses: Iterable[str]) -> list[Invitee]:
    wanted = set(addresses)
    return [person for person in people if person.email in wanted]
