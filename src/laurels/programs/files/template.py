"""The first version of a new program file: complete, valid, and explained where one must decide."""

import re
import unicodedata

from laurels.programs.files import toml

TEMPLATE = '''\
# A Laurels program file. `laurels check` lists every problem of it; docs/program-files.md explains every key.

key = {key}
name = {name}
time_zone = {time_zone}
tagline = "One line that says for whom this is."
description = """
What the program honors, and why it exists."""

[organizer]
key = {organizer_key}
name = {organizer}
# Categories may be offered to some types of members only.
# membership_types = [{{ key = "company", name = "Company" }}]

[[editions]]
key = "{year}"
name = {edition}
year = {year}
information = """
What to know about this year."""
how_to_enter = """
1. **Choose** a category.
2. **Write** your entry; it is saved as you type.
3. **Submit** it before the deadline."""

[editions.entry]
steps = "one-step" # or "nomination": then a milestone "nominations-close" is needed too
several_categories = true
# fee = {{ amount = 100, currency = "USD", per = "entry" }}

# A deadline is exclusive: what arrives before that very second counts. Hours are local to the time zone above.
[[editions.milestones]]
kind = "call-opens"
name = "Call for entries"
at = {year:04}-01-15T09:00:00

[[editions.milestones]]
kind = "entries-close"
name = "Entries close"
at = {year:04}-03-31T23:59:59

[[editions.milestones]]
kind = "judging-opens"
name = "Judging opens"
at = {year:04}-04-07T09:00:00

[[editions.milestones]]
kind = "scores-due"
name = "Scores due"
at = {year:04}-05-07T17:00:00

[[editions.milestones]]
kind = "announcement"
name = "Winners announced"
at = {year:04}-06-01T09:00:00

# A category keeps its key for ever; its name may change with the year.
[[editions.categories]]
key = "first-category"
name = "First Category"
purpose = "What it honors, in one sentence."
offered_to = "anyone" # or "members", or a list of membership types

[[editions.rounds]]
key = "judging"
name = "Judging"
reviews_per_entry = 3
load_per_judge = 10
guidance = "What you would tell a judge before the first entry."

[editions.form]
title = "Entry"

[[editions.form.sections]]
key = "story"
title = "Your story"
instruction = "What did you do, and what came of it?"
prompts = ["A suggested point", "Another one: never required, never a limit"]
accepts = ["metrics", "testimonials", "attachments"]

[[editions.form.sections.fields]]
key = "story"
label = "Your story"
kind = "text" # or "line", "url", "document", "access"
required = true
word_limit = 1500

[editions.rubric]
scale = {{ minimum = 1, maximum = 10, step = 1 }}

[[editions.rubric.areas]]
key = "entry"
name = "The entry"

[[editions.rubric.areas.criteria]]
key = "originality"
name = "Originality"
question = "What here has nobody done before?"
anchors = [
  {{ at = 10, text = "I have not seen this anywhere else." }},
  {{ at = 5, text = "Known elsewhere, with a turn of its own." }},
  {{ at = 1, text = "What everybody does." }},
]

[[editions.rubric.areas.criteria]]
key = "results"
name = "Results"
question = "What changed, and what shows it?"

# From scores to places, step by step. Nothing is rounded unless a step says so.
[[editions.rule]]
step = "missing"
not_applicable = "rescale"

[[editions.rule]]
step = "combine"
level = "scorecard"
of = "criterion"
how = "weighted-mean"

[[editions.rule]]
step = "combine"
level = "entry"
of = "scorecard"
how = "mean"

[[editions.rule]]
step = "place"
best = "high"

[editions.selection]
kind = "per-category"
count = 1
honor = "winner"

[[editions.honors]]
key = "winner"
name = "Winner"
'''


def new_program(*, name: str, organizer: str, time_zone: str, year: int) -> str:
    """A program file that passes its check.."""
    return TEMPLATE.format(
        key=toml.text(key_from(name)),
        name=toml.text(name),
        time_zone=toml.text(time_zone),
        organizer_key=toml.text(key_from(organizer)),
        organizer=toml.text(organizer),
        edition=toml.text(f"{name} {year}"),
        year=year,
    )


def key_from(name: str) -> str:
    """A key made of a name; `program` where nothing of the name can be in a key."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", plain))[:60].strip("-") or "program"
