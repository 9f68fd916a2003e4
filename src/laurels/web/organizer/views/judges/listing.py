"""The list of judges, and the same as a file."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laurels.core.errors import NotFoundError
from laurels.core.tabular import cells
from laurels.judging.models import Judge
from laurels.judging.queries import judges as lists
from laurels.judging.queries.judges import JudgeFilter
from laurels.judging.queries.profile import expertise_list
from laurels.judging.queries.rounds import round_of, rounds_of
from laurels.programs.models import Round
from laurels.web.organizer import judge_words
from laurels.web.organizer.door import Room, in_room, page
from laurels.web.organizer.forms.common import FindForm
from laurels.web.organizer.forms.judges_several import ACTS
from laurels.web.shared.paging import page_of

COLUMNS = (
    "name", "email", "employer", "state", "invited", "answered", "agreed", "conflicts_declared", "conflicts",
    "expertise", "languages", "away", "has", "limit", "confirmed", "editions_served", "last_seen",
)  # fmt: skip


SORTED = {
    "-load": gettext_lazy("Most to read first"),
    "load": gettext_lazy("Least to read first"),
    "-done": gettext_lazy("Most confirmed first"),
    "done": gettext_lazy("Least confirmed first"),
    "-years": gettext_lazy("Most editions first"),
    "-seen": gettext_lazy("Seen last first"),
    "seen": gettext_lazy("Not seen for longest first"),
}
"""The ways to sort that a phone offers; a wide page sorts by the heads of the columns."""


def judging_round(room: Room, key: str) -> Round | None:
    """The round that the list counts for; None where the edition has none."""
    try:
        return round_of(room.edition, key)
    except NotFoundError:
        return None


def find_form(room: Room, data: Any, judging: Round | None, *, counted: bool = True) -> FindForm:  # noqa: ANN401  # as Django's own
    """Words, state and expertise; with the number of judges in each state."""
    today = room.now.astimezone(room.edition.zone).date()
    tally = lists.judge_tally(room.edition, judging=judging, today=today) if counted else {}
    states = [(key, f"{words} ({tally.get(key, 0)})") for key, words in judge_words.STATES.items()]
    known = expertise_list(room.edition)
    choices: dict[str, Any] = {"state": (_("State"), [("", _("Any (%(n)d)") % {"n": tally.get("all", 0)}), *states])}
    if known:
        choices["expertise"] = (_("Knows about"), [("", _("Any")), *known.items()])
    choices["sort"] = (_("Sorted by"), [("", _("Name")), *SORTED.items()])
    return FindForm(data, _("Name, address or employer"), **choices)


def found(room: Room, wanted: dict[str, str], sort: str, judging: Round | None) -> Any:  # noqa: ANN401  # rows with facts
    """The judges that filters and words leave; `sort` is the address's own, which knows more ways than the form."""
    today = room.now.astimezone(room.edition.zone).date()
    return lists.judges_of(room.edition, JudgeFilter(**wanted | {"sort": sort}), judging=judging, today=today)


@in_room
def judges(request: HttpRequest, room: Room) -> HttpResponse:
    judging = judging_round(room, request.GET.get("round", ""))
    form = find_form(room, request.GET, judging)
    wanted = form.wanted()
    rows = page_of(request, found(room, wanted, request.GET.get("sort", ""), judging))
    figures = lists.conflict_figures(room.edition)
    context = {
        "form": form,
        "filtered": any(value for name, value in wanted.items() if name != "sort"),
        "wanted": wanted,
        "page": rows,
        "kept_from": figures.kept,
        "tab": "judges",
        "counts": {"doubt": figures.doubt},  # for the tabs, which would count it anew
        "rounds": rounds_of(room.edition),
        "judging": judging,
        "panel": lists.panel_size(judging) if judging else 0,
        "known": expertise_list(room.edition),
        "acts": ACTS,
        "today": room.now.astimezone(room.edition.zone).date(),
    }
    return page(request, room, "judges.html", context)


@in_room
def export(request: HttpRequest, room: Room) -> HttpResponse:
    """The judges that the list shows with these filters, all pages of it, as CSV that no spreadsheet runs."""
    judging = judging_round(room, request.GET.get("round", ""))
    form = find_form(room, request.GET, judging, counted=False)
    rows = found(room, form.wanted(), request.GET.get("sort", ""), judging)
    kept = lists.conflict_figures(room.edition).kept
    content = cells.text(COLUMNS, _lines(room, rows, kept))
    response = HttpResponse(
        "\ufeff" + content, content_type="text/csv; charset=utf-8"
    )  # the mark makes Excel read UTF-8
    response["Content-Disposition"] = f'attachment; filename="{room.program.key}-{room.edition.key}-judges.csv"'
    return response


def _lines(room: Room, rows: Iterable[Judge], kept: Mapping[int, int]) -> Iterator[list[str]]:
    known = expertise_list(room.edition)
    today = room.now.astimezone(room.edition.zone).date()

    def at(moment: Any) -> str:  # noqa: ANN401  # a moment or nothing
        return moment.astimezone(room.edition.zone).strftime("%Y-%m-%d %H:%M") if moment else ""

    for judge in rows:
        facts = vars(judge)
        yield [
            str(judge.person.name),
            judge.person.email or "",
            judge.employer_name,
            judge_words.standing(judge).word,
            at(judge.invited_at),
            at(judge.answered_at),
            at(facts["agreed_at"]),
            at(judge.conflicts_declared_at),
            str(kept.get(judge.pk, 0)),
            judge_words.expertise(judge.expertise, known),
            judge_words.languages(judge.languages),
            judge_words.away(judge, today),
            str(facts["seats"]),
            "" if facts["limit"] is None else str(facts["limit"]),
            str(facts["confirmed"]),
            str(facts["years"]),
            at(judge.last_seen_at),
        ]
