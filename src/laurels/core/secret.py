"""The installation's secret key, made once and kept beside its data. Imported by settings: knows no Django."""

import os
import secrets
from pathlib import Path


def kept_secret(data_dir: Path) -> str:
    """The secret kept in `data_dir`, made on first use and readable by its owner only."""
    path = data_dir / "secret.key"
    data_dir.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        secret = secrets.token_urlsafe(50)
        file.write(secret)
    return secret
