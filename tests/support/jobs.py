"""Runs what is in the job queue, through django-q's own worker and monitor, in this process."""

import queue
from multiprocessing import Value
from typing import Any

from django_q.brokers import get_broker
from django_q.models import OrmQ
from django_q.monitor import monitor
from django_q.signing import SignedPackage
from django_q.worker import worker

MOST_ROUNDS = 20


class JobFailedError(AssertionError):
    pass


def work_off(*, may_fail: bool = False) -> int:
    """Does every job that waits, and those that they ask for; how many it was.

    A job that raises fails the test, unless `may_fail`: then it stays queued, as in the product, and is not run again.
    """
    done: set[int] = set()
    for _ in range(MOST_ROUNDS):
        waiting = [job for job in OrmQ.objects.order_by("id") if job.pk not in done]
        if not waiting:
            return len(done)
        for job in waiting:
            done.add(job.pk)
            _run(job, may_fail=may_fail)
    raise JobFailedError(f"jobs still ask for more jobs after {MOST_ROUNDS} rounds")


def waiting_jobs() -> list[str]:
    """The names of the jobs in the queue, oldest first."""
    packages: list[dict[str, Any]] = [SignedPackage.loads(job.payload) for job in OrmQ.objects.order_by("id")]
    return [package["name"] for package in packages]


def _run(job: OrmQ, *, may_fail: bool) -> None:
    # "sync" keeps the connection, which holds the test's transaction, and lets the job's exception through.
    package: dict[str, Any] = SignedPackage.loads(job.payload)
    task = {**package, "ack_id": job.pk, "cluster": "tests", "sync": True}
    tasks: Any = queue.Queue()
    results: Any = queue.Queue()
    tasks.put(task)
    tasks.put("STOP")
    try:
        worker(tasks, results, Value("f", -1))
    except Exception as error:
        if may_fail:
            return
        raise JobFailedError(f"{task['name']}: {type(error).__name__}: {error}") from error
    results.put("STOP")
    monitor(results, get_broker())
