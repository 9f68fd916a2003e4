"""When a judge was last at work, for staff who wonder whether to call."""

from __future__ import annotations

import datetime as dt

from laurels.judging.models import Judge

APART = dt.timedelta(minutes=5)  # a judge who scores makes a save every few seconds; one note is enough


def note_seen(judge: Judge, now: dt.datetime) -> None:
    if judge.last_seen_at is None or now - judge.last_seen_at >= APART:
        judge.last_seen_at = now
        judge.save(update_fields=["last_seen_at"])
