"""A winner's story out of its own submission: what may be printed, and nothing that was meant for judges only.

Printed are the long texts of the form, the metrics, and the testimonials whose giver agreed. Short fields (revenue,
addresses, contact data) and attachments stay out: a form asks for them to judge by, not to print.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from laurels.programs.definition import FormDef

METRIC = ("name", "unit", "before", "after", "period", "source")
LONGEST_TITLE = 300


@dataclass(frozen=True)
class Story:
    title: str
    text: str
    metrics: list[dict[str, str]]
    quotes: list[dict[str, str]]


def story(content: Mapping[str, Any]) -> Story:
    """Of a submission's content (`entries.snapshots`). Sections without text leave no heading behind."""
    form = FormDef.from_json(content["form"])
    answers: Mapping[str, str] = content["answers"]
    parts: list[tuple[str, str]] = []
    for section in form.sections:
        texts = [
            answers[field.key].strip() for field in section.fields if field.kind == "text" and field.key in answers
        ]
        if any(texts):
            parts.append((section.title, "\n\n".join(text for text in texts if text)))
    return Story(
        title=str(content["title"])[:LONGEST_TITLE],
        text=_joined(parts),
        metrics=[{name: str(metric.get(name, "")) for name in METRIC} for metric in content["metrics"]],
        quotes=[
            {"quote": str(each["quote"]), "who": str(each["who"])}
            for each in content["testimonials"]
            if each["may_publish"]
        ],
    )


def _joined(parts: list[tuple[str, str]]) -> str:
    """The first section opens the story without a heading of its own; one section needs none at all."""
    return "\n\n".join(text if i == 0 else f"# {title}\n\n{text}" for i, (title, text) in enumerate(parts))
