"""The judges of an edition.

listing     the list, and the same as a file
inviting    many, or one, with a look before any mail goes out
several     acts on many at once
one         one judge's page, and what is known of them
leaving     a judge leaves, or comes back
conflicts   a conflict that staff note, and whether a scorecard counts
"""

from laurels.web.organizer.views.judges.conflicts import count_scorecard, note_conflict, withdraw_conflict
from laurels.web.organizer.views.judges.inviting import invite
from laurels.web.organizer.views.judges.leaving import return_, withdraw
from laurels.web.organizer.views.judges.listing import export, judges
from laurels.web.organizer.views.judges.one import change, judge, resend
from laurels.web.organizer.views.judges.several import several

__all__ = [
    "change",
    "count_scorecard",
    "export",
    "invite",
    "judge",
    "judges",
    "note_conflict",
    "resend",
    "return_",
    "several",
    "withdraw",
    "withdraw_conflict",
]
