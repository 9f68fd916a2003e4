"""A judge's profile as a form. Rows that are left empty are no companies and no days."""

import calendar
import datetime as dt
import re
from typing import Any

from django import forms
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

from laurels.core.folding import fold
from laurels.judging.invitefile import LANGUAGES
from laurels.judging.queries.profile import Former, Profile

SPARE = 2  # empty rows below those that are filled
LARGEST_LOAD = 500
DAY = {"type": "date", "class": "form-control"}
_WHEN = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


class LastDayField(forms.CharField):
    """A year, a month or a day; of a year or a month its last day, so that no month is forgotten."""

    def to_python(self, value: Any) -> Any:  # noqa: ANN401 - as Django's own
        text = (super().to_python(value) or "").strip()
        if not text:
            return None
        found = _WHEN.fullmatch(text)
        try:
            year, month, day = (int(part) if part else None for part in found.groups()) if found else (0, 0, 0)
            month = month or (12 if month is None else 0)
            return dt.date(year or 0, month, day or calendar.monthrange(year or 0, month)[1])
        except (ValueError, IndexError, OverflowError):
            raise forms.ValidationError(_("Write a year, like 2004, or a date, like 2004-06-30.")) from None

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401 - as Django's own
        if isinstance(value, dt.date) and (value.month, value.day) == (12, 31):
            return f"{value.year}"
        return value


class FormerForm(forms.Form):
    name = forms.CharField(
        label=_("Company"), required=False, max_length=300, widget=forms.TextInput({"class": "form-control"})
    )
    until = LastDayField(label=_("Until"), required=False, widget=forms.TextInput({"class": "form-control"}))

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("until") and not (given.get("name") or "").strip():
            self.add_error("name", _("Name the company, or empty the date."))
        return given


class AwayForm(forms.Form):
    first = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(DAY, "%Y-%m-%d"))
    last = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(DAY, "%Y-%m-%d"))

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        first, last = given.get("first"), given.get("last")
        if last and not first and not self.errors:
            self.add_error("first", _("Say from which day."))
        if first and last and last < first:
            self.add_error("last", _("This is before the first day. Correct one of the two."))
        return given


FormerSet = forms.formset_factory(FormerForm, extra=SPARE)
AwaySet = forms.formset_factory(AwayForm, extra=SPARE)


class ProfileForm(forms.Form):
    employer = forms.CharField(
        label=_("Where you work now"),
        required=False,
        max_length=200,
        help_text=_("Its entries are never given to you. Leave it empty if you work for yourself."),
    )
    competitors = forms.CharField(
        label=_("Rivals of your employer"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One company on each line. Their entries are kept from you until the organizer has looked."),
    )
    expertise = forms.MultipleChoiceField(
        label=_("What you know best"), required=False, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.CharField(
        label=_("Languages you read well"), required=False, max_length=200, help_text=_("Like English, Japanese.")
    )
    max_load = forms.IntegerField(
        label=_("The most entries you can take in one round"),
        required=False,
        min_value=1,
        max_value=LARGEST_LOAD,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": _("Write a whole number, like 5."),
            "min_value": _("Write 1 or more. If you can take none, step down."),
            "max_value": _("Write at most 500."),
        },
    )

    def __init__(
        self,
        data: Any,  # noqa: ANN401 - as Django's own
        *,
        profile: Profile,
        expertise: dict[str, str],
    ) -> None:
        said = {
            "employer": profile.employer,
            "competitors": "\n".join(profile.competitors),
            "expertise": list(profile.expertise),
            "languages": ", ".join(language_name(code) for code in profile.languages),
            "max_load": profile.max_load,
        }
        super().__init__(data, initial=said)
        field = self.fields["expertise"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - tells the type checker
        field.choices = list(expertise.items())
        former = [{"name": each.name, "until": each.until} for each in profile.former]
        away = [{"first": first, "last": last} for first, last in profile.away]
        self.former = FormerSet(data, initial=former, prefix="former")
        self.away = AwaySet(data, initial=away, prefix="away")
        self.known = profile.languages

    def clean_languages(self) -> tuple[str, ...]:
        found = []
        for word in re.split(r"[,;/\n]", self.cleaned_data["languages"]):
            code = LANGUAGES.get(fold(word.strip()))
            if code:
                found.append(code)
            elif word.strip():
                raise forms.ValidationError(
                    _("“%(word)s” is not known as a language here. Write its English name.") % {"word": word.strip()}
                )
        return tuple(dict.fromkeys(found))

    def is_valid(self) -> bool:
        parts = [super().is_valid(), self.former.is_valid(), self.away.is_valid()]
        if parts[0] and not all(parts):
            self.add_error(None, _("Something in the rows of companies or days is not right."))
        return all(parts)

    def profile(self) -> Profile:
        given = self.cleaned_data
        former = [row for row in self.former.cleaned_data if (row.get("name") or "").strip()]
        away = [row for row in self.away.cleaned_data if row.get("first")]
        return Profile(
            employer=given["employer"],
            former=tuple(Former(name=row["name"], until=row["until"]) for row in former),
            competitors=tuple(line for line in given["competitors"].splitlines() if line.strip()),
            expertise=tuple(given["expertise"]),
            languages=given["languages"],
            max_load=given["max_load"],
            away=tuple((row["first"], row["last"] or row["first"]) for row in away),
        )


def language_name(code: str) -> str:
    return str(LANG_INFO.get(code, {}).get("name", code))
