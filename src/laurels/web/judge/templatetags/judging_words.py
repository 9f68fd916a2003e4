"""`{% load judging_words %}`: how judges read of what they may not read itself."""

from django import template

from laurels.entries.models import Entry
from laurels.web.judge import forms

register = template.Library()


@register.filter
def entry_words(entry: Entry) -> str:
    return forms.entry_words(entry)
