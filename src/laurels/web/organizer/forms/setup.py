"""Forms for setting up an edition."""

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from laurels.programs.definition import AreaDef, CriterionDef, RubricDef
from laurels.programs.models import Milestone
from laurels.web.organizer.forms.common import ReasonForm
from laurels.web.organizer.forms.houses import DateInput

LARGEST_FILE = 2 * 1024 * 1024


class TimeInput(forms.TimeInput):
    input_type = "time"


class MoveDateForm(ReasonForm):
    """A date and an hour in the edition's zone."""

    day = forms.DateField(label=_("New day"), widget=DateInput(), error_messages={"required": _("Give the new day.")})
    hour = forms.TimeField(
        label=_("Hour"),
        widget=TimeInput(format="%H:%M:%S", attrs={"step": 1}),
        error_messages={"required": _("Give the hour, as 17:00.")},
    )
    field_order = ("day", "hour", "reason")

    def __init__(self, data: Any, milestone: Milestone) -> None:  # noqa: ANN401  # as Django's own
        self.zone: ZoneInfo = milestone.edition.zone
        local = milestone.at.astimezone(self.zone)
        super().__init__(data, initial={"day": local.date(), "hour": local.time().replace(microsecond=0)})

    def moment(self) -> dt.datetime:
        return dt.datetime.combine(self.cleaned_data["day"], self.cleaned_data["hour"], tzinfo=self.zone)


class CloneForm(forms.Form):
    key = forms.SlugField(
        label=_("Short name in addresses"),
        max_length=40,
        help_text=_("Lower case letters, figures and hyphens, usually the year."),
        error_messages={"required": _("Give a short name, for example 2008.")},
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        error_messages={"required": _("Give the new edition a name.")},
    )
    weeks = forms.IntegerField(
        label=_("Weeks later"),
        initial=52,
        min_value=1,
        max_value=520,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=_("Every date moves by this many weeks, so it keeps its weekday and its hour."),
        error_messages={"required": _("Say by how many weeks the dates move.")},
    )


class ProgramFileForm(forms.Form):
    """A program file, uploaded; or its text, carried from the preview."""

    file = forms.FileField(
        label=_("Program file"),
        help_text=_("A file that ends in .toml."),
        error_messages={
            "required": _("Choose a program file."),
            "empty": _("This file is empty. Choose a program file."),
        },
    )
    content = forms.CharField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(required=False, widget=forms.HiddenInput, max_length=200)

    def __init__(self, data: Any, files: Any) -> None:  # noqa: ANN401  # as Django's own
        super().__init__(data, files)
        self.fields["file"].required = not (data and data.get("content"))

    def clean(self) -> dict[str, Any]:
        """Leave `content` as bytes and `name` as the file's name, wherever they came from."""
        data = super().clean() or self.cleaned_data
        uploaded = data.get("file")
        if uploaded is not None:
            if uploaded.size > LARGEST_FILE:
                raise forms.ValidationError(_("A program file has at most 2 MB; this one is larger."))
            data["content"], data["name"] = uploaded.read(), uploaded.name
        elif data.get("content"):
            data["content"] = data["content"].replace("\r\n", "\n").encode()
        return data


class ReviseFileForm(ProgramFileForm, ReasonForm):
    field_order = ("file", "reason")


class RubricForm(forms.Form):
    """Wording and weight of every criterion. Keys, scales and anchors' places stay: scores refer to them."""

    def __init__(self, data: Any, rubric: RubricDef, *, reasoned: bool) -> None:  # noqa: ANN401  # as Django's own
        super().__init__(data)
        self.rubric = rubric
        for criterion in rubric.criteria:
            self._add(criterion)
        if reasoned:
            self.fields["reason"] = ReasonForm.base_fields["reason"]

    def _add(self, criterion: CriterionDef) -> None:
        key = criterion.key
        self.fields[f"name:{key}"] = forms.CharField(label=_("Name"), max_length=200, initial=criterion.name)
        self.fields[f"question:{key}"] = forms.CharField(
            label=_("Question"), initial=criterion.question, widget=forms.Textarea(attrs={"rows": 2})
        )
        self.fields[f"guidance:{key}"] = forms.CharField(
            label=_("Guidance"), initial=criterion.guidance, required=False, widget=forms.Textarea(attrs={"rows": 2})
        )
        self.fields[f"weight:{key}"] = forms.DecimalField(
            label=_("Weight"),
            initial=criterion.weight,
            min_value=Decimal(0),
            widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        )
        for place, anchor in enumerate(criterion.anchors):
            self.fields[f"anchor:{key}:{place}"] = forms.CharField(
                label=_("In words, for %(score)s") % {"score": anchor.at},
                initial=anchor.text,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def blocks(self) -> list[tuple[AreaDef, list[tuple[CriterionDef, list[forms.BoundField]]]]]:
        """The fields by area and criterion, for the page."""
        return [
            (area, [(criterion, self._fields_of(criterion.key)) for criterion in area.criteria])
            for area in self.rubric.areas
        ]

    def _fields_of(self, key: str) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.split(":")[1:2] == [key]]

    def revised(self) -> RubricDef:
        areas = tuple(
            dataclasses.replace(area, criteria=tuple(self._criterion(each) for each in area.criteria))
            for area in self.rubric.areas
        )
        return dataclasses.replace(self.rubric, areas=areas)

    def _criterion(self, criterion: CriterionDef) -> CriterionDef:
        said = self.cleaned_data
        return dataclasses.replace(
            criterion,
            name=said[f"name:{criterion.key}"],
            question=said[f"question:{criterion.key}"].replace("\r\n", "\n"),
            guidance=said[f"guidance:{criterion.key}"].replace("\r\n", "\n"),
            weight=said[f"weight:{criterion.key}"],
            anchors=tuple(
                dataclasses.replace(anchor, text=said[f"anchor:{criterion.key}:{place}"].replace("\r\n", "\n"))
                for place, anchor in enumerate(criterion.anchors)
            ),
        )
