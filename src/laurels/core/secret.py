"""The installation's secret key, made once and kept beside its data. Imported by settings: knows no Django."""

import os
import secrets
from pathlib import Path


def kept_secret(data_dir: Path) -> str:
    """The secret kept in `data_dir`, made on first use and readable by its owner only.

    Two processes that start at once agree: the file appears whole under its name, for the one that was first.
    """
    path = data_dir / "secret.key"
    if not path.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        own = data_dir / f"secret.{os.getpid()}.{secrets.token_hex(4)}"
        with os.fdopen(os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
        try:
            path.hardlink_to(own)
        except FileExistsError:
            pass  # another process was first: its secret is the one
        finally:
            own.unlink()
    return path.read_text().strip()
