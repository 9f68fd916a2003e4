"""What a judge of STAR reads: the whole application as one document, its figures in a table, its evidence in place."""

import datetime as dt
import re

from pytest_django.fixtures import Settings

from tests.support.cast import Cast, SignIn
from tests.support.whole import SECRET_WORDS, play


def test_the_application_is_one_document_with_its_figures_and_testimonials(
    cast: Cast, sign_in: SignIn, settings: Settings
) -> None:
    whole = play(cast)
    settings.CLOCK_OFFSET_SECONDS = (whole.now - dt.datetime.now(dt.UTC)).total_seconds()
    answer = sign_in(cast["judge"]).get(f"/desk/entry/{whole.seats['judge/winner'].public_id}/")
    assert answer.status_code == 200
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))
    assert page.count(SECRET_WORDS) == 3, "each of the three sections, on one page"
    assert re.search(rf"Business Impact {re.escape(SECRET_WORDS)}.*Customer Impact {re.escape(SECRET_WORDS)}", page)
    assert re.search(r"Measure Before After .*Cases a month 310 120", page)
    assert "We noticed." in page
