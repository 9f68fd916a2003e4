"""Forms for plans of seats and for the board."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laurels.judging.planning import SERVED, AtLeast, Wish

NUMBER = {"inputmode": "numeric"}


class PlanForm(forms.Form):
    """What staff wish of a plan. Two numbers are enough; everything else has a default."""

    reviews = forms.IntegerField(
        label=gettext_lazy("Judges for each entry"),
        min_value=1,
        max_value=50,
        widget=forms.TextInput(attrs=NUMBER),
        error_messages={"required": gettext_lazy("Say how many judges each entry should have.")},
    )
    load = forms.IntegerField(
        label=gettext_lazy("Entries for each judge, at most"),
        min_value=1,
        max_value=500,
        widget=forms.TextInput(attrs=NUMBER),
        error_messages={"required": gettext_lazy("Say how many entries a judge should have at most.")},
    )
    even = forms.BooleanField(
        label=gettext_lazy("Spread the work evenly; among even plans take the best fit"), required=False, initial=True
    )
    keep = forms.ChoiceField(
        label=gettext_lazy("Seats that exist"),
        required=False,
        choices=[
            ("all", gettext_lazy("All stay; only what is missing is added")),
            ("fewest", gettext_lazy("Those not begun may move, as few as can be")),
            ("some", gettext_lazy("Those not begun may move where somebody else fits clearly better")),
            ("best", gettext_lazy("Those not begun are open again")),
        ],
        widget=forms.RadioSelect,
        initial="all",
    )
    heed_away = forms.BooleanField(
        label=gettext_lazy("Judges who are away for a part of the time read less"), required=False, initial=True
    )
    one_per_employer = forms.BooleanField(
        label=gettext_lazy("No two judges of one employer on an entry"), required=False
    )
    category_load = forms.IntegerField(
        label=gettext_lazy("Entries of one category for each judge, at most"),
        required=False,
        min_value=1,
        max_value=500,
        widget=forms.TextInput(attrs=NUMBER),
        help_text=gettext_lazy("Empty: no limit."),
    )
    at_least = forms.IntegerField(
        label=gettext_lazy("At least so many judges"),
        required=False,
        min_value=1,
        max_value=20,
        widget=forms.TextInput(attrs=NUMBER),
    )
    field = forms.ChoiceField(label=gettext_lazy("who"), required=False)
    category = forms.ChoiceField(label=gettext_lazy("on every entry of"), required=False)
    seed = forms.IntegerField(
        label=gettext_lazy("Seed"),
        required=False,
        min_value=0,
        max_value=2**48 - 1,
        widget=forms.TextInput(attrs=NUMBER),
        help_text=gettext_lazy("Empty: a new one is drawn. The same seed gives the same plan again."),
    )

    def __init__(
        self,
        data: Any,  # noqa: ANN401  # as Django's own
        initial: dict[str, Any],
        *,
        fields: Mapping[str, str],
        categories: Sequence[tuple[str, str]],
    ) -> None:
        super().__init__(data, initial=initial)
        kinds = [(SERVED, _("have judged before")), *((key, _("know about %s") % name) for key, name in fields.items())]
        self.fields["field"] = forms.ChoiceField(
            label=self.fields["field"].label, required=False, choices=[("", _("Choose…")), *kinds]
        )
        self.fields["category"] = forms.ChoiceField(
            label=self.fields["category"].label, required=False, choices=[("", _("every category")), *categories]
        )
        if not categories:
            del self.fields["category_load"], self.fields["category"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if bool(data.get("field")) != bool(data.get("at_least")):
            raise ValidationError(_("For so many judges of a kind say both: how many, and who."))
        return data

    @property
    def wish(self) -> Wish:
        data = self.cleaned_data
        field = data.get("field")
        rule = AtLeast(field=field, judges=data["at_least"], category=data.get("category") or "") if field else None
        return Wish(
            reviews=data["reviews"],
            load=data["load"],
            even=data["even"],
            keep=data["keep"] or "all",
            heed_away=data["heed_away"],
            one_per_employer=data["one_per_employer"],
            category_load=data.get("category_load"),
            at_least=(rule,) if rule else (),
        )


class TopUpForm(forms.Form):
    """Chosen entries, or all, up to a number of judges."""

    entries = forms.MultipleChoiceField(required=False)
    reviews = forms.IntegerField(
        min_value=1,
        max_value=50,
        error_messages={"required": gettext_lazy("Say how many judges each of them should have.")},
    )

    def __init__(self, data: Any, entries: Sequence[str]) -> None:  # noqa: ANN401  # as Django's own
        super().__init__(data)
        self.fields["entries"] = forms.MultipleChoiceField(
            choices=[(each, each) for each in entries],
            error_messages={"required": gettext_lazy("Choose at least one entry.")},
        )


class ChosenSeatsForm(forms.Form):
    """Seats as `entry/judge`, from a page that proposes them."""

    seats = forms.CharField(required=False)

    def __init__(self, data: Any, entries: Sequence[str], judges: Sequence[str]) -> None:  # noqa: ANN401  # as Django's own
        super().__init__(data)
        self.known = (set(entries), set(judges))

    def clean(self) -> dict[str, Any]:
        entries, judges = self.known
        values = self.data.getlist("seats") if hasattr(self.data, "getlist") else []
        pairs = [tuple(value.split("/", 1)) for value in values]
        found = [pair for pair in pairs if len(pair) == 2 and pair[0] in entries and pair[1] in judges]  # noqa: PLR2004 - a pair
        if not found:
            raise ValidationError(_("Choose at least one review."))
        return {"pairs": tuple(dict.fromkeys(found))}


class RepairForm(forms.Form):
    keep = forms.ChoiceField(choices=[("fewest", ""), ("some", ""), ("best", "")])
    seed = forms.IntegerField(min_value=0, max_value=2**48 - 1)
