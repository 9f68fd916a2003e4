from django import forms
from django.template import Context, Template


class Example(forms.Form):
    revenue = forms.IntegerField(
        help_text="In US dollars.", error_messages={"invalid": "Write the amount in figures, for example 41,500,000."}
    )
    essay = forms.CharField(widget=forms.Textarea, required=False)
    kind = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)


def drawn(source: str, data: dict[str, str] | None = None) -> str:
    return Template("{% load look %}" + source).render(Context({"form": Example(data)}))


def test_an_error_is_tied_to_its_control() -> None:
    html = drawn("{% field form.revenue %}", {"revenue": "about forty"})
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_revenue-hint id_revenue-error"' in html
    assert 'id="id_revenue-error">Write the amount in figures, for example 41,500,000.<' in html


def test_a_field_without_error_has_a_label_and_no_error_text() -> None:
    html = drawn("{% field form.revenue %}")
    assert '<label for="id_revenue">Revenue</label>' in html
    assert 'class="error"' not in html


def test_a_field_that_may_stay_empty_says_so() -> None:
    assert "(optional)" in drawn("{% field form.essay %}")
    assert "(optional)" not in drawn("{% field form.revenue %}")


def test_a_limit_shows_its_count_and_an_autosaved_field_its_address() -> None:
    html = drawn('{% field form.essay limit=12 autosave="/save" version=3 %}', {"essay": "one two three"})
    assert "<b>3</b> of 12 words" in html
    assert 'data-save-url="/save"' in html
    assert 'data-version="3"' in html


def test_a_group_of_radio_buttons_is_a_fieldset_with_a_legend() -> None:
    html = drawn("{% field form.kind %}")
    assert "<legend>Kind</legend>" in html
    assert html.count('type="radio"') == 2


def test_what_people_type_is_escaped() -> None:
    assert "<script>" not in drawn("{% field form.essay %}", {"essay": "</textarea><script>"})
