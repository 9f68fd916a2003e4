"""What every page of one entry shows: title, state, deadline, the rail of its sections."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from laurels.core.words import count_words
from laurels.entries import access, queries, rules
from laurels.entries.models import Collaborator, Entry, Submission
from laurels.entries.rules import Dates, Problem
from laurels.programs.definition import FormDef, SectionDef
from laurels.web.entrant.door import Entrant
from laurels.web.entrant.words import State, count_of, entry_state

RECENT = dt.timedelta(minutes=15)


@dataclass(frozen=True)
class Stop:
    """One line of the rail."""

    href: str
    title: str
    kind: str  # shape of its state, or "" for a line without
    note: str
    current: bool


@dataclass(frozen=True)
class EntryPage:
    """An entry in front of somebody who works on it. Costs one query for each part that is used."""

    me: Entrant
    entry: Entry
    role: str

    @cached_property
    def dates(self) -> Dates:
        return queries.dates_of(self.entry.edition)

    @cached_property
    def form(self) -> FormDef:
        return queries.form_of(self.entry)

    @cached_property
    def draft(self) -> queries.Draft:
        return queries.draft_of(self.entry)

    @cached_property
    def submission(self) -> Submission | None:
        return queries.latest_submission(self.entry)

    @cached_property
    def problems(self) -> list[Problem]:
        return queries.problems_before(self.entry, self.form, self.draft)

    @property
    def zone(self) -> str:
        return self.entry.edition.timezone

    @property
    def closed(self) -> bool:
        """Whether the deadline has passed."""
        return rules.past(self.dates.entries_close, self.me.now)

    @property
    def may_write(self) -> bool:
        """Their role lets them, and the entry takes words. After the deadline only a draft that was never submitted."""
        mine = access.allows(self.role, Collaborator.Role.EDIT) and rules.keeps_words(self.entry.state)
        return mine and (not self.closed or self.entry.state == Entry.State.DRAFT)

    @property
    def may_change(self) -> bool:
        """Files, division: before the deadline only."""
        return self.may_write and rules.may_change(self.entry.state, self.dates, self.me.now)

    @property
    def may_submit(self) -> bool:
        return access.allows(self.role, Collaborator.Role.SUBMIT) and rules.may_change(
            self.entry.state, self.dates, self.me.now
        )

    @property
    def may_invite(self) -> bool:
        return access.allows(self.role, Collaborator.Role.SUBMIT)

    @property
    def may_withdraw(self) -> bool:
        return self.may_invite and rules.may_withdraw(self.entry.state, self.dates, self.me.now)

    @property
    def may_take_up_again(self) -> bool:
        return self.may_invite and rules.may_take_up_again(self.entry.state, self.dates, self.me.now)

    @property
    def state(self) -> State:
        return entry_state(self.entry, self.dates, self.me.now)

    @property
    def over(self) -> str:
        """The line above the title."""
        parts = [self.entry.edition.name]
        parts += [str(each) for each in (self.entry.category, self.entry.division) if each]
        return ", ".join(parts)

    @cached_property
    def changed(self) -> bool:
        """Whether what stands here now differs from what was submitted."""
        return self.submission is not None and queries.changed_since(self.entry, self.submission)

    def to(self, name: str, *more: str) -> str:
        return reverse(f"entrant:{name}", args=[self.entry.public_id, *more])

    @cached_property
    def saved_at(self) -> dt.datetime | None:
        """When anything of the entry was saved last."""
        rows = [
            *self.draft.answers.values(),
            *self.draft.metrics,
            *self.draft.testimonials,
            self.draft.access,
            self.entry,
        ]
        return max((row.saved_at for row in rows if row and row.saved_at), default=None)

    @cached_property
    def others(self) -> list[tuple[str, str, str]]:
        """Colleagues who wrote in the last quarter of an hour: name, section, address of that section."""
        mine, since = self.me.person.public_id, self.me.now - RECENT
        recent = {
            answer.saved_by: key
            for key, answer in self.draft.answers.items()
            if answer.saved_at and answer.saved_at > since and answer.saved_by != mine
        }
        names = queries.names_of(recent) if recent else {}
        found = []
        for public_id, field in recent.items():
            section = next((each for each in self.form.sections if field in {f.key for f in each.fields}), None)
            if section and public_id in names:
                found.append((names[public_id], section.title, self.to("section", section.key)))
        return found

    # ---- The rail ----

    def rail(self, current: str) -> list[Stop]:
        company = Stop(self.to("entry"), _("Entry and company"), self._company_kind, "", current == "company")
        sections = [self._section_stop(section, current) for section in self.form.sections]
        files = len(self.draft.attachments)
        note = count_of(0, 0, 0, files) or _("none yet")
        last = Stop(self.to("files"), _("Attachments"), "done" if files else "none", note, current == "files")
        return [company, *sections, last]

    @property
    def _company_kind(self) -> str:
        codes = {problem.code for problem in self.problems}
        return "begun" if codes & {"no-title", "no-division"} else "done"

    def _section_stop(self, section: SectionDef, current: str) -> Stop:
        keys = {field.key for field in section.fields if field.kind == "text"}
        words = sum(count_words(text) for key, text in self.draft.texts.items() if key in keys)
        metrics = sum(row.section == section.key for row in self.draft.metrics)
        quotes = sum(row.section == section.key for row in self.draft.testimonials)
        files = sum(row.section == section.key for row in self.draft.attachments)
        filled = any(self.draft.texts.get(field.key, "").strip() for field in section.fields)
        has_access = any(field.kind == "access" for field in section.fields) and bool(self.draft.access_text)
        there = bool(filled or words or metrics or quotes or files or has_access)
        open_problems = any(problem.section == section.key for problem in self.problems)
        kind = "none" if not there else "begun" if open_problems else "done"
        note = count_of(words, metrics, quotes, files)
        return Stop(self.to("section", section.key), section.title, kind, note, current == section.key)


def open_entry(me: Entrant, public_id: str, *, needs: str = Collaborator.Role.VIEW) -> EntryPage:
    """The entry for this person, or a refusal."""
    entry = access.entry_for_entrant(me.person, public_id, needs=needs)
    return EntryPage(me, entry, queries.role_of(me.person, entry) or Collaborator.Role.VIEW)


def context(of: EntryPage, current: str) -> dict[str, object]:
    """What the base template of an entry's pages needs."""
    return {"of": of, "entry": of.entry, "rail": of.rail(current), "zone": of.zone}
