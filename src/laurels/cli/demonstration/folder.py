"""The demo's folder: whose it is, whether its story was told to the end, and that one demo at a time uses it.

Knows no Django: all this is settled before the settings are read.
"""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TELLING = "telling"  # a file that says: this folder is a demo's
MADE = "made"  # a file that says: the story was told to its end
LOCK = "lock"


class FolderRefusedError(Exception):
    """The demo cannot use this folder; the message says why, and what to do."""


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Keeps a second demo out of the folder. The system lets go of it even when this process is killed."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise FolderRefusedError(
                f"A demo runs in {folder} already. Stop it first, or set LAURELS_DATA_DIR to another folder."
            ) from None
        yield


def begin(folder: Path, *, fresh: bool) -> None:
    """Makes the folder ready for a demo. A story that was cut off in the middle goes away, to be told from its start.

    Raises:
        FolderRefusedError: there is something in it that no demo made; nothing is touched.
    """
    found = {path.name for path in folder.iterdir()} - {LOCK}
    if found and not found & {TELLING, MADE}:
        raise FolderRefusedError(
            f"{folder} holds something that is no demo. Set LAURELS_DATA_DIR to a new folder, or empty this one."
        )
    if fresh or MADE not in found:
        _empty(folder)
    (folder / TELLING).touch()


def told(folder: Path) -> bool:
    return (folder / MADE).exists()


def note_told(folder: Path) -> None:
    (folder / MADE).write_text("The demo's story was told to its end.\n", encoding="utf-8")


def _empty(folder: Path) -> None:
    """The marks change first: cut off in the middle of this, the rest is known to be a demo's, and not whole."""
    (folder / TELLING).touch()
    (folder / MADE).unlink(missing_ok=True)
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name not in {LOCK, TELLING}:
            path.unlink()
