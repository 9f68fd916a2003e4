"""core.ids: public ids."""

from laurels.core.ids import ALPHABET, new_public_id


def test_an_id_is_short_and_has_no_look_alikes() -> None:
    made = [new_public_id() for _ in range(500)]
    assert len(set(made)) == 500
    assert {len(each) for each in made} == {10}
    assert set("".join(made)) <= set(ALPHABET)
    assert not set(ALPHABET) & set("01oil")
