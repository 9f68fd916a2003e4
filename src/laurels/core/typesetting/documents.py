import datetime as dt
import json
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from laurels.core.typesetting.errors import TooManyPagesError, TypesettingError, TypesettingTimeoutError

# Long enough for a report of a hundred pages on a busy machine, short enough to give up on one that never ends.
PATIENCE = 30.0


@dataclass(frozen=True, kw_only=True)
class Document:
    """`template` is a .typ file inside the package; it reads `data` as JSON from `sys.inputs.data`."""

    template: Path
    data: Mapping[str, Any]
    made_at: dt.datetime
    most_pages: int = 200


@dataclass(frozen=True)
class Typeset:
    """`replaced` holds the characters that no font could draw, each printed as an empty box."""

    pdf: bytes
    pages: int
    replaced: tuple[str, ...]


class Typesetter:
    """One child process for many documents. Not for use by several threads at once.

    The child reads its fonts once, then a report takes some milliseconds. When a document takes longer than
    `patience` seconds the child is killed, and the next document gets a new one.
    """

    def __init__(self, *, patience: float = PATIENCE) -> None:
        self.patience = patience
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child.communicate()
            self._child = None

    def typeset(self, document: Document) -> Typeset:
        """Raises TypesettingError, TypesettingTimeoutError or TooManyPagesError."""
        child = self._running()
        late = threading.Event()

        def give_up() -> None:
            late.set()
            child.kill()

        timer = threading.Timer(self.patience, give_up)
        timer.start()
        try:
            answer, pdf = _ask(child, document)
        except (OSError, ValueError) as error:
            self.close()
            if late.is_set():
                raise TypesettingTimeoutError(
                    f"{document.template.name} was not typeset within {self.patience:g} seconds"
                ) from error
            raise TypesettingError(f"the typesetter stopped while it made {document.template.name}") from error
        finally:
            timer.cancel()
        if "error" in answer:
            raise TypesettingError(f"{document.template.name}: {answer['error']}")
        if answer["pages"] > document.most_pages:
            raise TooManyPagesError(
                f"{document.template.name}: expected at most {document.most_pages} pages, found {answer['pages']}"
            )
        return Typeset(pdf, answer["pages"], tuple(answer["replaced"]))

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is not None and self._child.poll() is not None:
            self.close()
        if self._child is None:
            self._child = subprocess.Popen(
                [sys.executable, "-m", "laurels.core.typesetting.child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        return self._child


def _ask(child: subprocess.Popen[bytes], document: Document) -> tuple[dict[str, Any], bytes]:
    request = {
        "template": str(document.template),
        "data": document.data,
        "made_at": int(document.made_at.timestamp()),
    }
    to_child, from_child = _pipes(child)
    to_child.write(json.dumps(request).encode() + b"\n")
    to_child.flush()
    answer = json.loads(from_child.readline())
    pdf = from_child.read(answer["size"])
    if len(pdf) != answer["size"]:
        raise ValueError("the document was cut off")
    return answer, pdf


def _pipes(child: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if child.stdin is None or child.stdout is None:
        raise OSError("the child has no pipes")
    return child.stdin, child.stdout


def typeset(document: Document, *, patience: float = PATIENCE) -> Typeset:
    """One document in a child of its own."""
    with Typesetter(patience=patience) as typesetter:
        return typesetter.typeset(document)
