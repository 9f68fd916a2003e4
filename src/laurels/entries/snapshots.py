"""What a submission holds: the form as it was asked and every answer to it, as canonical JSON values.

Outside are what may change without a new submission (category, division, state, number) and what no snapshot may
hold: access data for closed sites.
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from laurels.core import canonical
from laurels.entries.models import Attachment, Entry, Metric, Testimonial
from laurels.programs.definition import FormDef

Content: TypeAlias = dict[str, Any]

FORMAT = "laurels.submission/1"
METRIC_FIELDS = ("name", "unit", "before", "after", "period", "source")


def content(
    entry: Entry,
    form: FormDef,
    *,
    texts: Mapping[str, str],
    metrics: Iterable[Metric],
    testimonials: Iterable[Testimonial],
    attachments: Iterable[Attachment],
) -> Content:
    asked = {field.key for field in form.fields if field.kind not in {"access", "document"}}
    organization = entry.organization
    return {
        "format": FORMAT,
        "entry": entry.public_id,
        "edition": entry.edition.public_id,
        "title": entry.title,
        "organization": {
            "id": organization.public_id,
            "name": organization.name,
            "native_name": organization.native_name,
            "city": organization.city,
            "country": organization.country,
            "website": organization.website,
        },
        "form": form.to_json(),
        "answers": {key: text for key, text in sorted(texts.items()) if key in asked and text.strip()},
        "metrics": [_metric(metric) for metric in metrics if any(getattr(metric, name) for name in METRIC_FIELDS)],
        "testimonials": [_testimonial(each) for each in testimonials if each.quote.strip()],
        "attachments": [_attachment(each) for each in attachments],
    }


def digest_of(value: Content) -> str:
    return canonical.digest(value)


def _metric(metric: Metric) -> Content:
    return {"section": metric.section} | {name: getattr(metric, name) for name in METRIC_FIELDS}


def _testimonial(testimonial: Testimonial) -> Content:
    return {
        "section": testimonial.section,
        "quote": testimonial.quote,
        "who": testimonial.who,
        "may_publish": testimonial.may_publish,
    }


def _attachment(attachment: Attachment) -> Content:
    return {
        "id": attachment.public_id,
        "section": attachment.section,
        "field": attachment.field,
        "name": attachment.name,
        "caption": attachment.caption,
        "media_type": attachment.file.media_type,
        "size": attachment.file.size,
        "sha256": attachment.file.sha256,
    }
