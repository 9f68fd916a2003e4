"""Each act on many judges: what is asked, what it would do, what it says."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from laurels.judging import mails
from laurels.judging.actions import bulk
from laurels.judging.actions.bulk import Line
from laurels.judging.models import Judge
from laurels.judging.queries.profile import expertise_list
from laurels.judging.queries.rounds import rounds_of
from laurels.programs.models import Round
from laurels.web.organizer import judge_words
from laurels.web.organizer.door import Room
from laurels.web.organizer.forms.judges_several import ExpertiseForm, LoadForm, NoteForm, NothingForm, PanelForm


class Deed:
    """One act on the chosen judges. With nothing asked (`defaults`), the first look is the preview already."""

    title: object = ""
    button: object = ""
    defaults: Mapping[str, Any] | None = None
    changes = False
    """Whether the preview shows what holds now and then."""

    def __init__(self, room: Room, judging: Round, chosen: Sequence[Judge], sent: QueryDict | None) -> None:
        self.room, self.judging, self.chosen = room, judging, chosen
        self.form = self._form(sent)
        self.data: Mapping[str, Any] | None = self.defaults
        if sent is not None:
            self.data = self.form.cleaned_data if self.form.is_valid() else None

    @property
    def ready(self) -> bool:
        return self.data is not None

    @property
    def ids(self) -> list[str]:
        return [judge.public_id for judge in self.chosen]

    @property
    def asked(self) -> dict[str, Any]:
        """What was asked; only of an act that is ready."""
        assert self.data is not None  # noqa: S101  # callers look at `ready`
        return dict(self.data)

    def _form(self, sent: QueryDict | None) -> forms.Form:
        return NothingForm(sent)

    def lines(self) -> list[Line]:
        raise NotImplementedError

    def happens(self, lines: Sequence[Line]) -> list[str]:  # noqa: ARG002  # for those that say something
        return []

    def mail(self, lines: Sequence[Line]) -> str:  # noqa: ARG002  # for those that send one
        """The mail as the first of them would get it."""
        return ""

    def do(self) -> str:
        raise NotImplementedError

    def counted(self, n: int) -> str:
        """What would happen to how many, as the heading of the preview."""
        return ngettext("%(n)d judge would change", "%(n)d judges would change", n) % {"n": n}

    def words(self, values: Sequence[str]) -> str:
        return ", ".join(values)


class Remind(Deed):
    title, button = lazy("Remind them of what is open"), lazy("Send the reminders")
    defaults = {"note": ""}  # noqa: RUF012  # read only

    def _form(self, sent: QueryDict | None) -> forms.Form:
        return NoteForm(sent)

    def counted(self, n: int) -> str:
        return _mails(n)

    def lines(self) -> list[Line]:
        return bulk.reminder_lines(self.judging, self.chosen, self.room.now)

    def mail(self, lines: Sequence[Line]) -> str:
        first = next((line for line in lines if not line.why_not), None)
        return bulk.reminder_preview(self.judging, first, self.asked["note"], self.room.person) if first else ""

    def do(self) -> str:
        done = bulk.remind_judges(
            round=self.judging, judges=self.ids, note=self.asked["note"], actor=self.room.person, now=self.room.now
        )
        return _judges(ngettext("%(n)d judge is reminded.", "%(n)d judges are reminded.", len(done)), done)


class Again(Deed):
    title, button = lazy("Invite them again"), lazy("Send the invitations")
    defaults = {}  # noqa: RUF012  # read only

    def counted(self, n: int) -> str:
        return _mails(n)

    def lines(self) -> list[Line]:
        return bulk.again_lines(self.chosen)

    def happens(self, lines: Sequence[Line]) -> list[str]:
        del lines
        return [
            _("Each gets a mail with a fresh link that leads to their desk without a password."),
            _("Who said no is asked anew. Who said yes only gets the link; nothing changes for them."),
        ]

    def mail(self, lines: Sequence[Line]) -> str:
        first = next((line.judge for line in lines if not line.why_not), None)
        return mails.invitation_text(self.room.edition, first.person.name, link="https://…") if first else ""

    def do(self) -> str:
        done = bulk.invite_several_again(
            edition=self.room.edition, judges=self.ids, actor=self.room.person, now=self.room.now
        )
        return _judges(ngettext("%(n)d link is on its way.", "%(n)d links are on their way.", len(done)), done)


class Load(Deed):
    title, button, changes = lazy("How much they read"), lazy("Set it"), True

    def _form(self, sent: QueryDict | None) -> forms.Form:
        return LoadForm(sent)

    def lines(self) -> list[Line]:
        return bulk.load_lines(self.chosen, self.asked["load"])

    def happens(self, lines: Sequence[Line]) -> list[str]:
        load = self.asked["load"]
        limit = self.judging.load_per_judge if load is None else load
        over = sum(line.open > limit for line in lines if not line.why_not)
        said = [_("Seats that they hold stay. Plans give nobody more than this from now on.")]
        if over:
            told = ngettext(
                "%(n)d of them holds more than that already.", "%(n)d of them hold more than that already.", over
            )
            said.append(told % {"n": over})
        return said

    def words(self, values: Sequence[str]) -> str:
        return values[0] if values else _("as the round says (%(n)d)") % {"n": self.judging.load_per_judge}

    def do(self) -> str:
        done = bulk.set_loads(
            edition=self.room.edition,
            judges=self.ids,
            load=self.asked["load"],
            actor=self.room.person,
            now=self.room.now,
        )
        return _judges(ngettext("%(n)d judge is changed.", "%(n)d judges are changed.", len(done)), done)


class Expertise(Deed):
    title, button, changes = lazy("What they know about"), lazy("Change it"), True

    def _form(self, sent: QueryDict | None) -> forms.Form:
        return ExpertiseForm(sent, expertise_list(self.room.edition))

    def lines(self) -> list[Line]:
        return bulk.expertise_lines(self.chosen, self.asked["words"], add=self.asked["how"] == "add")

    def words(self, values: Sequence[str]) -> str:
        return judge_words.expertise(values, expertise_list(self.room.edition)) or _("nothing said")

    def do(self) -> str:
        done = bulk.change_expertise(
            edition=self.room.edition,
            judges=self.ids,
            keys=self.asked["words"],
            add=self.asked["how"] == "add",
            actor=self.room.person,
            now=self.room.now,
        )
        return _judges(ngettext("%(n)d judge is changed.", "%(n)d judges are changed.", len(done)), done)


class Panel(Deed):
    title, button = lazy("The panel of a round"), lazy("Change the panel")

    def _form(self, sent: QueryDict | None) -> forms.Form:
        return PanelForm(sent, rounds_of(self.room.edition), self.judging)

    def counted(self, n: int) -> str:
        if self._on:
            return ngettext("%(n)d judge would join the panel", "%(n)d judges would join the panel", n) % {"n": n}
        return ngettext("%(n)d judge would leave the panel", "%(n)d judges would leave the panel", n) % {"n": n}

    @property
    def _round(self) -> Round:
        return next(each for each in rounds_of(self.room.edition) if each.key == self.asked["panel"])

    def lines(self) -> list[Line]:
        return bulk.panel_lines(self._round, self.chosen, on=self._on)

    @property
    def _on(self) -> bool:
        return bool(self.asked["how"] == "on")

    def happens(self, lines: Sequence[Line]) -> list[str]:
        chosen = self._round
        then = bulk.panel_after(chosen, lines, on=self._on)
        said = []
        if then.begins:
            told = _("%(round)s has no panel yet: all who said yes judge it. From now on only these do.")
            said.append(told % {"round": chosen.name})
        elif then.ends:
            told = _("These are the last on the panel of %(round)s: without one, all who said yes judge it.")
            said.append(told % {"round": chosen.name})
        else:
            told = _("The panel of %(round)s has %(before)d judges now, and %(after)d then.")
            said.append(told % {"round": chosen.name, "before": then.before, "after": then.after})
        held = sum(line.open for line in lines if not line.why_not)
        if held and not self._on:
            told = ngettext(
                "They hold %(n)d seat in this round. It stays, and so does every score; take it back or plan it anew.",
                "They hold %(n)d seats in this round. They stay, and so does every score; take them back or plan anew.",
                held,
            )
            said.append(told % {"n": held})
        return said

    def do(self) -> str:
        done = bulk.set_panel(
            round=self._round, judges=self.ids, on=self._on, actor=self.room.person, now=self.room.now
        )
        told = ngettext("The panel changed by %(n)d judge.", "The panel changed by %(n)d judges.", len(done))
        return _judges(told, done)


def _mails(n: int) -> str:
    return ngettext("%(n)d mail would go out", "%(n)d mails would go out", n) % {"n": n}


def _judges(words: str, done: Sequence[Judge]) -> str:
    return words % {"n": len(done)}


DEEDS: Mapping[str, type[Deed]] = {
    "remind": Remind,
    "again": Again,
    "load": Load,
    "expertise": Expertise,
    "panel": Panel,
}
