"""core.files: kept by content, looked at, served as what it is."""

import datetime as dt
import hashlib
import io
import zlib
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from laurels.core import files
from laurels.core.models import StoredFile

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU"
    b"\x00\x00\x00\nIDAT" + zlib.compress(b"\0\0")[:10] + b"\x00\x00\x00\x00IEND\xaeB`\x82"
)


def keep(content: bytes, name: str, now: dt.datetime) -> StoredFile:
    return files.store(io.BytesIO(content), name, now)


def everything(settings: Settings) -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_a_file_is_kept_under_the_hash_of_its_content(now: dt.datetime, settings: Settings) -> None:
    stored = keep(PDF, "report.pdf", now)
    sha256 = hashlib.sha256(PDF).hexdigest()
    assert (stored.sha256, stored.size, stored.stored_at) == (sha256, len(PDF), now)
    assert everything(settings) == [Path(settings.MEDIA_ROOT) / sha256[:2] / sha256[2:4] / sha256]
    with files.open_stored(stored) as file:
        assert file.read() == PDF


def test_the_same_bytes_are_kept_once(now: dt.datetime, settings: Settings) -> None:
    assert keep(PDF, "a.pdf", now) == keep(PDF, "b.pdf", now)
    assert len(everything(settings)) == 1


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (PDF, "report.pdf", "application/pdf"),
        (PDF, "picture.png", "application/pdf"),
        (PNG, "picture.png", "image/png"),
        (PNG, "picture", "image/png"),
        ("Žluťoučký kůň\n".encode(), "notes.txt", "text/plain"),
        (bytes(range(256)) * 4, "unknown.bin", "application/octet-stream"),
    ],
)
def test_what_it_is_is_told_by_its_content(now: dt.datetime, content: bytes, name: str, media_type: str) -> None:
    assert keep(content, name, now).media_type == media_type


def test_too_large_is_refused_and_leaves_nothing(now: dt.datetime, settings: Settings) -> None:
    settings.MAX_UPLOAD_BYTES = 100
    assert keep(b"x" * 100, "just.txt", now).size == 100
    with pytest.raises(files.FileTooLargeError) as caught:
        keep(b"y" * 101, "more.txt", now)
    assert caught.value.facts == {"name": "more.txt", "limit": 100}
    assert len(everything(settings)) == StoredFile.objects.count() == 1


def test_an_empty_file_is_refused(now: dt.datetime, settings: Settings) -> None:
    with pytest.raises(files.FileEmptyError):
        keep(b"", "empty.pdf", now)
    assert everything(settings) == []


@pytest.mark.parametrize(
    ("content", "name", "begins"),
    [
        (PDF, "report.pdf", "inline"),
        (PNG, "x.png", "inline"),
        (b"plain words", "x.html", "inline"),  # and then served as text
        (b"<html><script>alert(1)</script></html>", "page.html", "attachment"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "x.svg", "attachment"),
        (bytes(range(256)), "x.pdf", "attachment"),
    ],
)
def test_only_harmless_kinds_are_shown_in_the_browser(now: dt.datetime, content: bytes, name: str, begins: str) -> None:
    response = files.download(keep(content, name, now), name)
    assert response["Content-Disposition"].startswith(begins)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert "sandbox" in response["Content-Security-Policy"]
    assert b"".join(response.streaming_content) == content  # type: ignore[arg-type]
    response.close()


def test_a_name_with_quotes_and_other_scripts_reaches_the_browser_whole(now: dt.datetime) -> None:
    response = files.download(keep(PDF, "x.pdf", now), 'Über "uns"\r\nX-Evil: 1 報告.pdf')
    assert "X-Evil" not in response.headers
    assert "\n" not in response["Content-Disposition"]
    assert "%E5%A0%B1%E5%91%8A.pdf" in response["Content-Disposition"]
    response.close()
