import datetime as dt
import tomllib
from decimal import Decimal

from hypothesis import example, given
from hypothesis import strategies as st

from laurels.programs.files import toml

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from('"\\\n\r\t'), max_size=30)


@given(ANY_TEXT)
@example('three """ quotes\nand one at the end"')
@example('\\"\n\\')
@example("\x00\x1f\x7f\r\n")
def test_any_text_reads_back_as_it_was(text: str) -> None:
    assert tomllib.loads(toml.document({"long": text, "list": [text]})) == {"long": text, "list": [text]}


@given(ANY_TEXT)
def test_any_key_reads_back_as_it_was(key: str) -> None:
    assert tomllib.loads(toml.document({key: {"inner": 1}})) == {key: {"inner": 1}}


def test_plain_keys_stand_before_tables_and_short_tables_on_one_line() -> None:
    table = {
        "many": [{"key": "a", "fee": {"amount": Decimal("2.50")}}, {"key": "b"}],
        "ranges": {"open": [7, 8]},
        "at": dt.datetime(2007, 1, 26, 23, 59, 59),  # noqa: DTZ001 - local, as the file says it
        "yes": True,
        "text": "one\ntwo",
    }

    assert toml.document(table) == (
        "ranges = { open = [7, 8] }\n"
        "at = 2007-01-26T23:59:59\n"
        "yes = true\n"
        'text = """\none\ntwo"""\n'
        "\n"
        '[[many]]\nkey = "a"\nfee = { amount = 2.5 }\n'
        "\n"
        '[[many]]\nkey = "b"\n'
    )
