"""Background jobs: rows in our own database, so a job exists exactly if the transaction that asked for it does."""

from django.utils.module_loading import import_string
from django_q.tasks import async_task

from laurels.core import clock

JobArgument = str | int | bool | None


def enqueue(job: str, *args: JobArgument) -> None:
    """Asks for `job` ("laurels.stage.module.function") to be run by the worker, after this transaction commits.

    A job takes ids, never objects, and `now` by keyword from the worker's clock. It is small, and running it twice
    does no harm: a worker that is killed runs it again, and so does an exception, as often as the settings allow.
    """
    async_task("laurels.core.jobs.run", job, *args, task_name=job.removeprefix("laurels."))  # type: ignore[no-untyped-call]


def run(job: str, *args: JobArgument) -> None:
    """What the worker calls. The worker is a face: it asks the clock, the job below does not."""
    import_string(job)(*args, now=clock.now())
