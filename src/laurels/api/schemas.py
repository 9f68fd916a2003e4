"""What the API answers. Names are those of the pages; times are ISO 8601 with the program's offset."""

import datetime as dt

from ninja import Schema
from pydantic import Field


class Problem(Schema):
    """Every error has this shape."""

    error: str = Field(description="A stable word: not-found, invalid")
    message: str = Field(description="One sentence in English, for developers")


class Organizer(Schema):
    key: str
    name: str
    short_name: str


class Milestone(Schema):
    kind: str = Field(description="call-opens, nominations-close, entries-close, judging-opens, scores-due, …")
    name: str
    at: dt.datetime = Field(description="In the program's zone; a deadline is exclusive")


class EditionName(Schema):
    key: str
    name: str
    year: int


class Program(Schema):
    key: str
    name: str
    tagline: str
    organizer: Organizer
    current_edition: EditionName | None
    next_deadline: Milestone | None = Field(description="None when the call is closed")
    time_zone: str | None
    page: str


class Category(Schema):
    key: str = Field(description="The category's identity over all editions")
    name: str
    purpose: str
    offered_to: str


class Division(Schema):
    key: str
    name: str
    test: str


class Criterion(Schema):
    key: str
    area: str
    name: str
    question: str
    weight: str = Field(description="Relative to the other criteria, as decimal text")
    minimum: str
    maximum: str


class Edition(EditionName):
    program: str
    time_zone: str
    milestones: list[Milestone]
    categories: list[Category]
    divisions: list[Division]
    criteria: list[Criterion] = Field(description="The edition's own; a category may bring others")
    announced_at: dt.datetime | None
    page: str


class Winner(Schema):
    year: int
    program: str
    edition: str | None = Field(description="None for an honor of the time before this installation")
    honor: str
    honor_name: str
    category: str | None
    category_name: str
    division: str | None
    name: str = Field(description="As printed that year")
    citation: str
    write_up: str | None = Field(description="Id of the write-up, where there is one")


class Winners(Schema):
    count: int
    next_page: int | None
    results: list[Winner]


class Programs(Schema):
    count: int
    next_page: int | None
    results: list[Program]


class Metric(Schema):
    name: str
    unit: str
    before: str
    after: str
    period: str
    source: str


class Quote(Schema):
    quote: str
    who: str


class WriteUp(Schema):
    id: str
    title: str
    name: str
    program: str
    year: int
    text: str = Field(description="Markdown")
    metrics: list[Metric]
    quotes: list[Quote]
    page: str


class Announcement(Schema):
    id: str
    program: str
    edition: str
    number: int = Field(description="1 is the announcement, higher ones are corrections")
    title: str
    text: str = Field(description="Markdown")
    at: dt.datetime
    page: str


class Announcements(Schema):
    count: int
    next_page: int | None
    results: list[Announcement]


class Member(Schema):
    name: str
    years: list[int]


class HonorList(Schema):
    key: str
    name: str
    rule: str = Field(description="The rule as stated to the public")
    members: list[Member]
