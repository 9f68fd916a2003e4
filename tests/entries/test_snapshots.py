from laurels.core import canonical
from laurels.entries import snapshots
from laurels.entries.models import Entry, Metric
from tests.support.calls import SITE_FORM


def test_only_what_the_form_asks_as_text_is_held_and_never_how_to_get_in(entry: Entry) -> None:
    texts = {"essay": "Ours", "access": "word: saffron", "dropped": "from an older form", "site": "  "}
    held = snapshots.content(entry, SITE_FORM, texts=texts, metrics=[], testimonials=[], attachments=[])
    assert held["answers"] == {"essay": "Ours"}
    assert "saffron" not in canonical.dumps(held)


def test_the_same_draft_has_the_same_fingerprint_whatever_the_order(entry: Entry) -> None:
    def digest(texts: dict[str, str]) -> str:
        content = snapshots.content(entry, SITE_FORM, texts=texts, metrics=[], testimonials=[], attachments=[])
        return snapshots.digest_of(content)

    assert digest({"essay": "a", "site": "b"}) == digest({"site": "b", "essay": "a"})


def test_a_metric_in_which_nothing_is_written_is_left_out(entry: Entry) -> None:
    rows = [Metric(entry=entry, section="challenge"), Metric(entry=entry, section="challenge", unit="%")]
    held = snapshots.content(entry, SITE_FORM, texts={}, metrics=rows, testimonials=[], attachments=[])
    assert [metric["unit"] for metric in held["metrics"]] == ["%"]
