"""The pages of what a selection hands back, and of an entry's figures: no address of the whole story reaches them."""

from decimal import Decimal

from playwright.sync_api import Browser
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from laurels.accounts.models import Person
from laurels.programs.definition import DEFAULT_RULE, DeductStep, MultiplyStep, RuleDef, TiersSelection
from laurels.results import actions, queries
from laurels.results.models import EntryFigure
from tests.results.test_selections import FINALISTS, enter
from tests.support.browser import JOURNEY
from tests.support.cast import SignIn
from tests.support.field import Field, MakeField, awards, make_field
from tests.support.looking import look_at

__all__ = ["awards", "make_field"]
pytestmark = JOURNEY
RESULTS = "/room/star/2007/results/"
RULE = RuleDef(
    steps=(
        *DEFAULT_RULE.steps[:-1],
        MultiplyStep(level="entry", factor="difficulty"),
        DeductStep(),
        DEFAULT_RULE.steps[-1],
    )
)


def tied(make_field: MakeField, staff: Person) -> Field:
    """Two equal at the top where one is the winner and one a finalist; a third with points deducted."""
    field = make_field(TiersSelection(tiers=FINALISTS.tiers, at_least=Decimal("2.5"), lead=Decimal(1)), rule=RULE)
    enter(field, Ana=9, Bo=9, Cy=8)
    for entry in field.entries.values():
        actions.record_figure(
            entry=entry, kind=EntryFigure.Kind.FACTOR, name="difficulty", value=Decimal(1), reason="The jury’s sheet.",
            actor=staff, now=field.now,
        )  # fmt: skip
    actions.record_figure(
        entry=field.entries["Cy"], kind=EntryFigure.Kind.DEDUCTION, value=Decimal("0.5"), reason="Two days late.",
        actor=staff, now=field.now,
    )  # fmt: skip
    field.close()
    actions.run_tally(round=field.round, actor=staff, now=field.now)
    return field


def test_the_pages_of_decisions_and_figures_are_clean(
    browser: Browser, live_server: LiveServer, settings: Settings, sign_in: SignIn, staff: Person, make_field: MakeField
) -> None:
    settings.DEMO = True
    field = tied(make_field, staff)
    state = next(each for each in queries.board(field.edition).open_states if each.by_choosing)
    figure = EntryFigure.objects.filter(kind="deduction").get()
    cookie = sign_in(staff).cookies["sessionid"].value
    context = browser.new_context()
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page = context.new_page()
    wrong = []
    for path in (
        f"honors/ties/{state.token}/",
        "honors/",
        "honors/accept/",
        "entries/3/figures/",
        f"figures/{figure.public_id}/",
    ):
        wrong += look_at(page, f"{live_server.url}{RESULTS}{path}")
    wrong += look_at(page, f"{live_server.url}/programs/star/2007/judging/")
    context.close()
    assert wrong == []
