"""Writing a folder: everything aside first, then one rename, so that a half result never lies there."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from laurels.core.tabular.problems import CAN_BE_WRITTEN, BadInputError, Problem, reason
from laurels.core.tabular.reader import Reader


def check_folder(reader: Reader, out: Path) -> None:
    try:
        if out.is_dir():
            if any(out.iterdir()):
                reader.wrong(str(out), "a new or an empty folder", "a folder with files in it")
        elif out.exists():
            reader.wrong(str(out), "a new or an empty folder", "a file")
    except OSError as error:
        reader.wrong(str(out), CAN_BE_WRITTEN, reason(error))


@contextmanager
def aside(out: Path) -> Iterator[Path]:
    """A folder beside `out` that takes its place when all went well and vanishes when not.

    What the system refuses (no room, no right, `out` filled meanwhile) is told as a problem of the request.
    """
    asked, out = out, out.resolve()
    made = [folder for folder in out.parents if not folder.exists()]
    beside: Path | None = None
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{out.name[:60]}-", dir=out.parent))
        beside.chmod(0o777 & ~_umask())
        yield beside
        # On every system a rename may take the place of an empty folder only when that is gone first.
        if out.is_dir():
            out.rmdir()
        beside.rename(out)
    except BaseException as error:
        _clean_up(beside, made)
        if isinstance(error, OSError):
            raise BadInputError([Problem(str(asked), 0, CAN_BE_WRITTEN, reason(error))]) from error
        raise


def _clean_up(beside: Path | None, made: list[Path]) -> None:
    if beside is not None:
        shutil.rmtree(beside, ignore_errors=True)
    for folder in made:
        with suppress(OSError):  # never made, or somebody uses it by now
            folder.rmdir()


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
