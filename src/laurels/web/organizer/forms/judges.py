"""Forms for judges, seats and rounds."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laurels.judging.models import Judge
from laurels.judging.queries.overview import EntryLine, JudgeLine
from laurels.web.organizer.forms.common import OptionalReasonForm, ReasonForm


class JudgeForm(forms.Form):
    """What staff correct about a judge."""

    employer_name = forms.CharField(label=gettext_lazy("Employer"), required=False, max_length=200)
    max_load = forms.IntegerField(
        label=gettext_lazy("Entries at most"),
        required=False,
        min_value=0,
        max_value=500,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=gettext_lazy("Empty: as the round says. Filling seats keeps to it; assigning by hand does not."),
        error_messages={"invalid": gettext_lazy("Write a whole number, or nothing.")},
    )
    expertise = forms.MultipleChoiceField(
        label=gettext_lazy("Knows about"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any, initial: dict[str, Any], expertise: Mapping[str, str]) -> None:  # noqa: ANN401  # as Django's own
        super().__init__(data, initial=initial)
        if not expertise:
            del self.fields["expertise"]
            return
        field = self.fields["expertise"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  # for the type checker
        field.choices = list(expertise.items())


class ConflictForm(ReasonForm):
    """With whose entry a judge is in conflict. It is the company that counts: all of its entries are kept away."""

    entry = forms.ChoiceField(label=gettext_lazy("Entry"))
    field_order = ("entry", "reason")

    def __init__(self, data: Any, entries: Sequence[tuple[str, str]]) -> None:  # noqa: ANN401  # as Django's own
        super().__init__(data)
        self.fields["entry"] = forms.ChoiceField(label=gettext_lazy("Entry"), choices=list(entries))


class AssignForm(OptionalReasonForm):
    """One seat by hand."""

    entry = forms.ChoiceField(label=gettext_lazy("Entry"))
    judge = forms.ChoiceField(label=gettext_lazy("Judge"))
    field_order = ("entry", "judge", "reason")

    def __init__(
        self,
        data: Any,  # noqa: ANN401  # as Django's own
        entries: Sequence[EntryLine],
        judges: Sequence[Judge],
        initial: dict[str, str],
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["entry"] = forms.ChoiceField(
            label=gettext_lazy("Entry"), choices=[(each.entry.public_id, _entry_words(each)) for each in entries]
        )
        self.fields["judge"] = forms.ChoiceField(
            label=gettext_lazy("Judge"), choices=[(each.public_id, str(each)) for each in judges]
        )


def _entry_words(line: EntryLine) -> str:
    return _("%(number)s %(title)s (judges: %(n)d)") % {
        "number": line.entry.number or "",
        "title": line.entry.title,
        "n": line.seats,
    }


class RemindForm(forms.Form):
    judges = forms.MultipleChoiceField(
        label=gettext_lazy("To whom"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one judge.")},
    )
    note = forms.CharField(
        label=gettext_lazy("A line of your own"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Stands in each of the mails, above the link."),
    )

    def __init__(self, data: Any, lines: Sequence[JudgeLine]) -> None:  # noqa: ANN401  # as Django's own
        choices = [(line.judge.public_id, _judge_words(line)) for line in lines]
        super().__init__(data, initial={"judges": [key for key, _words in choices]})
        field = self.fields["judges"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = choices


def _judge_words(line: JudgeLine) -> str:
    return _("%(name)s, %(done)d of %(has)d done, %(email)s") % {
        "name": line.judge,
        "done": line.done,
        "has": line.has,
        "email": line.judge.person.email,
    }
