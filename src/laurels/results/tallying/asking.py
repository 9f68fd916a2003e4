"""Who can still be asked for one more scorecard, so that the advice names nobody who cannot give it."""

from laurels.judging.models import Judge
from laurels.judging.planning import standing_of
from laurels.programs.models import Round


def barred(round_: Round) -> list[list[str]]:
    """Every [judge, entry] in conflict, given up, seated or scored already, or of a judge who is not on the panel.

    Nine queries, whatever the size.
    """
    standing = standing_of(round_)
    names = dict(Judge.objects.filter(edition=round_.edition_id).values_list("pk", "public_id"))
    closed = standing.barred | standing.seats | standing.begun
    gone = names.keys() - standing.panel
    closed |= {(entry, judge) for entry in standing.entries for judge in gone}
    return sorted([names[judge], standing.entries[entry].public_id] for entry, judge in closed)
