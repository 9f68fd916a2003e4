"""`laurels serve`: brings the database up to date, then serves the pages with gunicorn's threads."""

import argparse
from typing import Any

from laurels.cli import database

WORKERS = 2
THREADS = 8


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--bind", default="127.0.0.1:8000", metavar="HOST:PORT", help="where to listen")
    parser.add_argument("--workers", type=int, default=WORKERS, help=f"processes (default {WORKERS})")
    parser.add_argument("--threads", type=int, default=THREADS, help=f"threads of each process (default {THREADS})")


def run(args: argparse.Namespace) -> int:
    """Serves until it is stopped; SIGTERM lets requests in hand finish."""
    database.prepare()
    serve(args.bind, workers=args.workers, threads=args.threads)
    return 0


def serve(bind: str, *, workers: int, threads: int) -> None:
    """Runs gunicorn in this process; returns only by leaving the interpreter, as gunicorn does."""
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415 after Django is set up
    from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]  # noqa: PLC0415 only this command needs it

    class Pages(BaseApplication):  # type: ignore[misc] # gunicorn has no types
        def load_config(self) -> None:
            options: dict[str, Any] = {
                "bind": bind,
                "workers": workers,
                "threads": threads,
                "worker_class": "gthread",
                "graceful_timeout": 30,
                "timeout": 60,
                "accesslog": None,
                "proc_name": "laurels",
                "control_socket_disable": True,
            }
            for name, value in options.items():
                self.cfg.set(name, value)

        def load(self) -> Any:  # noqa: ANN401 a WSGI application
            return get_wsgi_application()

    Pages().run()
