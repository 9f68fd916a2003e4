"""What a judge is asked besides scores."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from laurels.accounts.models import Organization
from laurels.entries.models import Entry
from laurels.judging.models import Conflict
from laurels.programs.models import Category


class AgreementForm(forms.Form):
    """`text` names the version that stands on the page, so that nobody agrees to one they have not seen."""

    text = forms.CharField(required=False)
    agree = forms.BooleanField(label=_("I have read this, and I agree."), required=False)

    def __init__(self, data: QueryDict | None, *, in_force: str) -> None:
        super().__init__(data)
        self.in_force = in_force

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if self.wanted and given.get("text") not in {"", self.in_force}:
            self.add_error("agree", _("The text has changed meanwhile. Please read it again, then agree."))
        elif self.wanted and not given.get("agree"):
            self.add_error("agree", _("Read what you agree to and tick this; without it you cannot see an entry."))
        return given

    @property
    def wanted(self) -> bool:
        return True


class AnswerForm(AgreementForm):
    """Yes needs the agreement, no does not."""

    note = forms.CharField(
        label=_("A word to the organizer"), required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=2000
    )

    @property
    def wanted(self) -> bool:
        return self.data.get("answer") == "yes"


class ConflictsForm(forms.Form):
    """Companies to tick, or the plain statement that there is none: one of the two must be said."""

    organizations = forms.MultipleChoiceField(
        label=_("Companies you have a conflict with"), required=False, widget=forms.CheckboxSelectMultiple
    )
    kind = forms.ChoiceField(
        label=_("What kind of conflict"),
        required=False,
        widget=forms.RadioSelect,
        choices=[
            (Conflict.Kind.PROFESSIONAL, _("professional: you work, worked or compete with them")),
            (Conflict.Kind.PERSONAL, _("personal: somebody close to you does")),
            (Conflict.Kind.OTHER, _("other")),
        ],
        initial=Conflict.Kind.PROFESSIONAL,
    )
    note = forms.CharField(
        label=_("In a few words"), required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=2000
    )
    entries = forms.MultipleChoiceField(
        label=_("Single entries"), required=False, widget=forms.SelectMultiple(attrs={"size": 6})
    )
    none = forms.BooleanField(label=_("I have no conflict of interest with any of these companies."), required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - as Django's own
        organizations: list[Organization],
        entries: list[Entry],
        **kwargs: Any,  # noqa: ANN401 - as Django's own
    ) -> None:
        super().__init__(*args, **kwargs)
        self.entered = {each.public_id: each for each in entries}
        single = self.fields["entries"]
        assert isinstance(single, forms.MultipleChoiceField)  # noqa: S101 - tells the type checker
        single.choices = [(public_id, entry_words(each)) for public_id, each in self.entered.items()]
        self.known = {each.public_id: each for each in organizations}
        field = self.fields["organizations"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - tells the type checker
        field.choices = [(each.public_id, each.name) for each in organizations]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        chosen, none = [*given.get("organizations", []), *given.get("entries", [])], given.get("none")
        if chosen and none:
            self.add_error(
                "none", _("You ticked companies and also said that there is none. Take one of the two back.")
            )
        elif not chosen and not none:
            self.add_error("none", _("Tick the companies, or tick here that there is none."))
        if chosen and given.get("kind") == Conflict.Kind.OTHER and not (given.get("note") or "").strip():
            self.add_error("note", _("With “other”, say in a few words what it is."))
        return given

    @property
    def chosen(self) -> list[Organization]:
        return [self.known[public_id] for public_id in self.cleaned_data["organizations"]]

    @property
    def chosen_entries(self) -> list[Entry]:
        return [self.entered[public_id] for public_id in self.cleaned_data["entries"]]


def entry_words(entry: Entry) -> str:
    """An entry as a judge may know of it before reading it: whose, and in which category; never its title."""
    number = _("No. %(n)d") % {"n": entry.number} if entry.number else ""
    return ", ".join(str(part) for part in (entry.organization, entry.category, entry.division, number) if part)


class StepDownForm(forms.Form):
    reason = forms.CharField(
        label=_("Why you cannot go on"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": _("Say in a few words why: the organizer has to find somebody in your place.")},
    )


class RecuseForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Your reason"),
        widget=forms.RadioSelect,
        choices=[
            (Conflict.Kind.PROFESSIONAL, _("professional: you work, worked or compete with them")),
            (Conflict.Kind.PERSONAL, _("personal: you know somebody behind this entry")),
            (Conflict.Kind.OTHER, _("other: say it below")),
        ],
        error_messages={"required": _("Choose a reason.")},
    )
    note = forms.CharField(
        label=_("In a few words"), required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=2000
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("kind") == Conflict.Kind.OTHER and not (given.get("note") or "").strip():
            self.add_error("note", _("With “other”, say in a few words what it is."))
        return given


class WrongCategoryForm(forms.Form):
    """In words; and the other category, if the edition has any and the judge knows which."""

    suggested = forms.ChoiceField(label=_("The category it belongs in, if you know"), required=False)
    note = forms.CharField(
        label=_("Where does it belong, or why not here"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": _("Say where the entry belongs, or why not here.")},
    )

    def __init__(self, data: QueryDict | None, *, others: Iterable[Category]) -> None:
        super().__init__(data, prefix="category")
        self.others = {each.key: each for each in others}
        field = self.fields["suggested"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        field.choices = [("", _("I leave that to you")), *((each.key, each.name) for each in self.others.values())]
        if not self.others:
            del self.fields["suggested"]

    @property
    def chosen(self) -> Category | None:
        return self.others.get(self.cleaned_data.get("suggested", ""))
