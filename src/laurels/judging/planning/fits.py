"""How well judges fit entries: what a judge says of themselves beside what the entry and its category say."""

from __future__ import annotations

from typing import Any

from laurels.assignment import EntryWords, JudgeWords, Pair, affinities
from laurels.entries.models import Submission
from laurels.judging.planning.standing import Standing


def fits_of(standing: Standing) -> dict[Pair, int]:
    """In millionths, from the newest submission of each entry. One query."""
    settings: dict[str, Any] = standing.round.edition.program.settings
    fields = {each["key"]: str(each["name"]) for each in settings.get("expertise", [])}
    texts = _texts(standing)
    return affinities(
        (
            EntryWords(
                key=entry.public_id,
                category=entry.category.name if entry.category else "",
                text=texts.get(entry.pk, entry.title),
            )
            for entry in standing.entries.values()
        ),
        (
            JudgeWords(
                key=judge.public_id,
                fields=[fields[key] for key in judge.expertise if key in fields],
                profile=judge.employer_name,
            )
            for judge in standing.judges.values()
        ),
    )


def _texts(standing: Standing) -> dict[int, str]:
    rows = Submission.objects.filter(entry__in=standing.entries.keys()).order_by("entry", "number")
    return {
        entry: " ".join([str(title or ""), *map(str, (answers or {}).values())])
        for entry, title, answers in rows.values_list("entry_id", "content__title", "content__answers")
    }
