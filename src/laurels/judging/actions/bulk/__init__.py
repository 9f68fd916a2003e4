"""Acts on many judges at once. Each has a preview that writes nothing: who would be touched, who is passed over, why.

lines       one judge of a preview
inviting    inviting several, and the known ones among them again
reminding   mails to those with something open
changing    load, expertise, employer
panels      who sits on the panel of a round
"""

from laurels.judging.actions.bulk.changing import (
    change_expertise,
    correct_judge,
    expertise_lines,
    load_lines,
    set_loads,
)
from laurels.judging.actions.bulk.inviting import again_lines, invite_judges, invite_several_again
from laurels.judging.actions.bulk.lines import Line, WhyNot
from laurels.judging.actions.bulk.panels import PanelAfter, panel_after, panel_lines, set_panel
from laurels.judging.actions.bulk.reminding import behind, remind_judges, reminder_lines, reminder_preview
from laurels.judging.invitefile import Invitee
from laurels.judging.queries.invitees import InviteeLine, preview_invitations

__all__ = [
    "Invitee",
    "InviteeLine",
    "Line",
    "PanelAfter",
    "WhyNot",
    "again_lines",
    "behind",
    "change_expertise",
    "correct_judge",
    "expertise_lines",
    "invite_judges",
    "invite_several_again",
    "load_lines",
    "panel_after",
    "panel_lines",
    "preview_invitations",
    "remind_judges",
    "reminder_lines",
    "reminder_preview",
    "set_loads",
    "set_panel",
]
