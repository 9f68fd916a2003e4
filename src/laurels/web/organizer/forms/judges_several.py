"""What is asked before an act on many judges."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laurels.programs.models import Round
from laurels.web.organizer.forms.common import NothingForm

ACTS = (
    ("remind", _("Remind them of what is open")),
    ("again", _("Invite them again, with a fresh link")),
    ("load", _("Set how much they read")),
    ("expertise", _("Add or remove what they know about")),
    ("panel", _("Put on or take off a round’s panel")),
)


class NoteForm(forms.Form):
    note = forms.CharField(
        label=_("A line of your own"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stands in each of the mails, above the link."),
    )


class LoadForm(forms.Form):
    load = forms.IntegerField(
        label=_("Entries at most, in each round"),
        required=False,
        min_value=0,
        max_value=500,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=_("Empty: as the round says. Plans keep to it; assigning by hand does not."),
        error_messages={"invalid": _("Write a whole number, or nothing.")},
    )


class ExpertiseForm(forms.Form):
    how = forms.ChoiceField(
        label=_("What to do"),
        choices=[("add", _("Add it")), ("remove", _("Remove it"))],
        widget=forms.RadioSelect,
        initial="add",
    )
    words = forms.MultipleChoiceField(
        label=_("Knows about"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one field of the list.")},
    )

    def __init__(self, data: Any, known: Mapping[str, str]) -> None:  # noqa: ANN401  # as Django's own
        super().__init__(data)
        self.fields["words"].choices = list(known.items())  # type: ignore[attr-defined]  # a choice field, see above


class PanelForm(forms.Form):
    panel = forms.ChoiceField(label=_("Panel of"))
    how = forms.ChoiceField(
        label=_("What to do"),
        choices=[("on", _("Put them on the panel")), ("off", _("Take them off it"))],
        widget=forms.RadioSelect,
        initial="on",
    )

    def __init__(self, data: Any, rounds: Sequence[Round], now: Round) -> None:  # noqa: ANN401  # as Django's own
        super().__init__(data, initial={"panel": now.key})
        self.fields["panel"].choices = [(each.key, each.name) for each in rounds]  # type: ignore[attr-defined]  # likewise


__all__ = ["ACTS", "ExpertiseForm", "LoadForm", "NoteForm", "NothingForm", "PanelForm"]
