"""Files by content hash: the same bytes are kept once, private; whoever serves one has checked access first."""

import datetime as dt
import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import IO, BinaryIO

import puremagic
from django.conf import settings
from django.http import FileResponse

from laurels.core.errors import InvalidError
from laurels.core.models import StoredFile

_CHUNK = 256 * 1024
_UNKNOWN = "application/octet-stream"
# Shown in the browser itself; everything else, SVG and HTML above all, is only ever saved to disk.
_SHOWN = frozenset({"application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp", "text/plain"})


class FileTooLargeError(InvalidError):
    """Facts: `limit` in bytes, `name`."""

    code = "file-too-large"


class FileEmptyError(InvalidError):
    """Facts: `name`."""

    code = "file-empty"


def store(stream: IO[bytes], name: str, now: dt.datetime) -> StoredFile:
    """Keeps the bytes of `stream` and says by looking at them what they are; `name` only helps with that.

    The file stands complete under its final name or not at all. Bytes that are already kept are not written again.
    """
    root = Path(settings.MEDIA_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix="incoming-", dir=root)
    aside = Path(temporary)
    try:
        with os.fdopen(handle, "wb") as target:
            sha256, size = _copy(stream, target, name)
            target.flush()
            os.fsync(target.fileno())
        media_type = _sniff(aside, name)
        place = _place(sha256)
        place.parent.mkdir(parents=True, exist_ok=True)
        aside.replace(place)
    finally:
        aside.unlink(missing_ok=True)
    kept, _ = StoredFile.objects.get_or_create(
        sha256=sha256, defaults={"size": size, "media_type": media_type, "stored_at": now}
    )
    return kept


def open_stored(stored: StoredFile) -> BinaryIO:
    return _place(stored.sha256).open("rb")


def download(stored: StoredFile, name: str) -> FileResponse:
    """The answer to a request for a file, after access has been checked. Never cached by others, never sniffed."""
    shown = stored.media_type in _SHOWN
    response = FileResponse(
        open_stored(stored),
        as_attachment=not shown,
        filename=name,
        content_type="text/plain; charset=utf-8" if stored.media_type == "text/plain" else stored.media_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _place(sha256: str) -> Path:
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256[2:4] / sha256


def _copy(source: IO[bytes], target: IO[bytes], name: str) -> tuple[str, int]:
    sha, size, limit = hashlib.sha256(), 0, settings.MAX_UPLOAD_BYTES
    for chunk in _chunks(source):
        size += len(chunk)
        if size > limit:
            raise FileTooLargeError(f"{name!r} has more than {limit} bytes", name=name, limit=limit)
        sha.update(chunk)
        target.write(chunk)
    if size == 0:
        raise FileEmptyError(f"{name!r} is empty", name=name)
    return sha.hexdigest(), size


def _chunks(source: IO[bytes]) -> Iterator[bytes]:
    while chunk := source.read(_CHUNK):
        yield chunk


def _sniff(path: Path, name: str) -> str:
    try:
        matches = puremagic.magic_file(path)
    except (puremagic.PureError, ValueError):
        matches = []
    ending = PurePath(name).suffix.lower()
    named = [match for match in matches if match.mime_type]
    if named:
        best = max(named, key=lambda match: (match.extension == ending, match.confidence))
        return str(best.mime_type)
    return "text/plain" if _is_text(path) else _UNKNOWN


def _is_text(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(_CHUNK)
    if b"\0" in head:
        return False
    try:
        head.decode()
    except UnicodeDecodeError as error:
        return error.start > len(head) - 4  # a character cut in two at the end of what was read
    return True
