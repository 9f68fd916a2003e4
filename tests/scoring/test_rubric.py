import pytest

from laurels.scoring import BadScaleError, NotANumberError, Scale, exact


@pytest.mark.parametrize("text", ["5:1", "1:1", "1:5:0", "1:5:-1", "1:5:0.3", "1", "1:2:3:4"])
def test_what_makes_no_scale_is_refused(text: str) -> None:
    with pytest.raises(BadScaleError):
        Scale.parse(text)


def test_a_scale_is_made_of_numbers() -> None:
    with pytest.raises(NotANumberError):
        Scale.parse("a:b")


def test_steps_are_counted_from_the_lower_end() -> None:
    scale = Scale.parse("0.25:10:0.25")
    assert scale.on_step(exact("9.75"))
    assert not scale.on_step(exact("9.8"))
    assert not scale.holds(exact("0"))
    assert Scale.parse("1:5").on_step(exact("3.14159"))
