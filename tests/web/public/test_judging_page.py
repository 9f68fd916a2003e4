"""How it is judged: the edition's way from scores to winners, and that of a category with its own."""

import re
from decimal import Decimal

from django.test import Client

from laurels.core import canonical
from laurels.programs.definition import Definition, PerCategorySelection, TierDef, TiersSelection
from laurels.programs.models import Declaration
from tests.support.field import MakeField, awards, make_field
from tests.support.rounds import follow

__all__ = ["awards", "make_field"]
MEDALS = TiersSelection(
    tiers=(TierDef(honor="winner", places=1), TierDef(honor="finalist", at_least=Decimal("7.25"))), lead=Decimal(1)
)


def text(client: Client) -> str:
    page = client.get("/programs/star/2007/judging/")
    assert page.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def test_tiers_and_their_terms_are_told_to_visitors(client: Client, make_field: MakeField) -> None:
    make_field(MEDALS)
    said = text(client)
    assert (
        "every entry gets the first of these that it meets: Winner, the first; Finalist, all others with a score"
        in said
    )
    assert "must be ahead of the next by 1 or more" in said
    assert "From scores to winners in" not in said


def test_a_category_with_its_own_selection_tells_it(client: Client, make_field: MakeField) -> None:
    field = make_field(categories=("metrics", "online"))
    own: Definition = PerCategorySelection(count=3)
    content = own.to_json()
    Declaration.objects.create(
        edition=field.edition, kind="selection", category_key="online", content=content,
        sha256=canonical.digest(content), made_at=field.now,
    )  # fmt: skip
    said = text(client)
    assert "One winner in each category." in said
    assert "From scores to winners in Online" in said
    assert "Three winners in each category." in said


def test_rounds_and_who_goes_on_are_told_to_visitors(client: Client, make_field: MakeField) -> None:
    field = make_field()
    assert "It judges every entry." not in text(client), "one plain round is told in a sentence"
    follow(field, others="after-own", sealed=True)
    said = text(client)
    assert "The rounds, one after the other" in said
    assert "The first two go on." in said
    assert "It judges the entries that go on from Judging." in said
    assert "nobody sees a score before it is closed" in said
