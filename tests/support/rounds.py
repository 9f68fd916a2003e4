"""A field in two rounds: the best two of the first go on to the final."""

import datetime as dt

from laurels.core import canonical
from laurels.judging.models import RoundRun
from laurels.programs.definition import GOES_ON, Definition, TopSelection
from laurels.programs.models import Declaration, Edition, Round
from tests.support.field import Field

TWO = TopSelection(count=2, honor=GOES_ON)


def declare_for(round_: Round, kind: str, definition: Definition, now: dt.datetime) -> Declaration:
    content = definition.to_json()
    return Declaration.objects.create(
        edition=round_.edition,
        kind=kind,
        round_key=round_.key,
        content=content,
        sha256=canonical.digest(content),
        made_at=now,
    )


def follow(field: Field, *, chosen: TopSelection | None = TWO, **more: object) -> Round:
    """A round "final" that takes the best of the field's own."""
    if chosen is not None:
        declare_for(field.round, "selection", chosen, field.now)
    return Round.objects.create(
        edition=field.edition,
        **{
            "key": "final",
            "name": "Final",
            "kind": "final",
            "takes": field.round.key,
            "position": 1,
            "reviews_per_entry": 1,
            **more,
        },
    )


def into(field: Field, round_: Round) -> None:
    """From here on the field's marks are those of this round, which is open."""
    RoundRun.objects.update_or_create(round=round_, defaults={"opened_at": field.now})
    field.round = round_


def without_rounds(edition: Edition) -> None:
    Declaration.objects.filter(edition=edition).exclude(round_key="").delete()
