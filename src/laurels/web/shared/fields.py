"""How a form's field is drawn: classes, what describes it, and whether it is wrong."""

from dataclasses import dataclass

from django import forms
from django.forms import BoundField
from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Drawn:
    kind: str
    """single (a box with its sentence), many (a list of boxes or dots), file, or line."""
    control: SafeString
    ident: str
    invalid: bool
    optional: bool


def draw(  # one argument for each thing that a page may say about a field
    bound: BoundField,
    *,
    hint: str,
    css: str,
    autosave: str,
    version: int | str,
    autocomplete: str,
    rows: int,
    counted: bool,
) -> Drawn:
    ident = bound.id_for_label or bound.auto_id
    widget = bound.field.widget
    kind = _kind(widget)
    invalid = bool(bound.errors)
    attrs: dict[str, str | bool] = {"class": f"{_css(widget)}{' is-invalid' if invalid else ''} {css}".strip()}
    described = [f"{ident}-{part}" for part, there in (("hint", hint), ("error", invalid), ("below", counted)) if there]
    if described and kind != "many":
        attrs["aria-describedby"] = " ".join(described)
    if invalid and kind != "many":
        attrs["aria-invalid"] = "true"
    if autosave:
        attrs |= {"data-save-url": autosave, "data-version": str(version)}
    if autocomplete:
        attrs["autocomplete"] = autocomplete
    if rows:
        attrs["rows"] = str(rows)
    if kind == "many":
        attrs.pop("class")
    return Drawn(kind, bound.as_widget(attrs=attrs), ident, invalid, not bound.field.required)


def _kind(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxSelectMultiple | forms.RadioSelect):
        return "many"
    return "single" if isinstance(widget, forms.CheckboxInput) else "line"


def _css(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"
