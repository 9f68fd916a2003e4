"""What an edition asks of its judges besides scores."""

import pytest

from laurels.programs.definition import AGREEMENT, AgreementDef, DefinitionError, JudgingDef


def test_without_a_text_of_its_own_an_edition_has_the_usual_one() -> None:
    assert JudgingDef().agreed_text == AgreementDef(text=AGREEMENT)
    assert JudgingDef(agreement="Ours.").agreed_text == AgreementDef(text="Ours.")


@pytest.mark.parametrize("about", ["copies", "conflict", "artificial intelligence", "business", "confidence|to myself"])
def test_the_usual_text_names_what_it_must(about: str) -> None:
    assert any(word in AGREEMENT for word in about.split("|"))


@pytest.mark.parametrize("content", [{}, {"text": ""}, {"text": " \n"}, {"text": 3}, {"text": "x", "more": 1}])
def test_what_is_no_agreement_is_never_kept(content: dict[str, object]) -> None:
    with pytest.raises(DefinitionError, match="a text that is not empty"):
        AgreementDef.from_json(content)
    assert AgreementDef.from_json(AgreementDef(text="x").to_json()) == AgreementDef(text="x")
