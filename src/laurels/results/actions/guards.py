"""What several acts must find before they begin."""

from laurels.programs.models import Edition
from laurels.results.errors import JudgingOpenError, NotReadyError, ReasonMissingError, SealedError
from laurels.results.models import Seal, Tally
from laurels.results.queries.board import Board, board


def reason_given(reason: str, what: str) -> str:
    reason = reason.strip()
    if not reason:
        raise ReasonMissingError(f"{what} needs its reason: it is kept and shown beside the result", what=what)
    return reason


def hold(edition: Edition) -> None:
    """Lets one act at a time decide over an edition, for the length of the caller's transaction."""
    Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)


def refuse_sealed(edition: Edition) -> None:
    seal = Seal.objects.filter(edition=edition).first()
    if seal is not None:
        raise SealedError(
            f"the results of {edition.name} were announced on {seal.at:%Y-%m-%d}; publish a correction instead",
            sealed_at=seal.at,
        )


def deciding(edition: Edition) -> tuple[Board, Tally]:
    """The board of an edition that may be decided on now, and the tally that honors rest on.

    Raises:
        SealedError: the results were announced.
        JudgingOpenError: the round is not closed.
        NotReadyError: there is no tally made after that.
    """
    hold(edition)
    refuse_sealed(edition)
    found = board(edition)
    if not found.judging_closed:
        raise JudgingOpenError(f"judging of {edition.name} is not closed; close it, run the tally, then decide")
    if found.final is None:
        raise NotReadyError(
            f"{edition.name} has no tally made after judging closed; run it, then decide",
            code="no-final-tally",
            states=found.open_states,
        )
    return found, found.final
