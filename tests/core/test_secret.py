"""core.secret: one secret for each installation."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from laurels.core.secret import kept_secret


def test_the_secret_is_made_once_and_kept(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "data"
    secret = kept_secret(folder)
    assert len(secret) > 50
    assert kept_secret(folder) == secret
    assert kept_secret(tmp_path / "other") != secret


def test_only_its_owner_can_read_it_and_nothing_else_is_left(tmp_path: Path) -> None:
    kept_secret(tmp_path)
    [path] = tmp_path.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_many_who_start_at_once_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        said = set(pool.map(lambda _: kept_secret(tmp_path), range(64)))
    assert len(said) == 1
    assert "" not in said
