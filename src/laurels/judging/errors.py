"""What judging refuses.

LaurelsError
├── NotFoundError
│   └── DeskError                no such judge, seat or round for this person; also: in conflict, recused, removed
├── NotAllowedError
│   └── NotYourSeatError         the scorecard is another judge's
├── NotNowError
│   ├── RoundNotOpenError        facts: `round`; codes "round-not-opened", "round-closed"
│   ├── ScorecardConfirmedError  reopen it first
│   ├── NotAnsweredError         the judge has not accepted, or has not declared conflicts
│   ├── JudgeStateError          facts: `state`; who left cannot leave again, who is there cannot return
│   ├── AgreedAlreadyError       a consensus takes one scorecard of an entry; codes "agreed-already", "lead-seated"
│   ├── OthersHiddenError        the round does not show others' scores now
│   ├── RoundNotReadyError       facts: `source`; codes "source-not-closed", "advances-undecided",
│   │                            "next-round-scored", "next-round-open"
│   └── EntryNotJudgedError      facts: `state`; withdrawn, disqualified or never submitted
├── InvalidError
│   ├── ScoreInvalidError        facts: `criterion`, `found`, `minimum`, `maximum`, `step`
│   ├── AnchorUnknownError       facts: `anchor`
│   ├── IncompleteError          facts: `open` (keys of the criteria without an answer), `total`
│   ├── NotInRoundError          an entry that the round could not take; facts: `entry`
│   ├── NobodyAgreedError        a consensus says who of the panel agreed
│   ├── OutsideRangeError        facts: `criteria`; agreed outside what the judges gave, without a word why
│   ├── ReasonMissingError       a reason in words is needed here
│   ├── NotInDoubtError          facts: `source`; staff decide only conflicts that the records leave in doubt
│   ├── ReportDecidedError       this report on a category is decided already
│   ├── ProfileInvalidError      facts: `field`, `found`
│   └── InvitationInvalidError   facts: `edition`
└── ConflictError
    ├── AgreementOutdatedError   the text that the judge read is no longer the one in force
    ├── InConflictError          this judge must not read this entry; facts: `why`
    ├── PlanOutdatedError        seats, judges or conflicts changed since the plan was tried
    ├── PlanImpossibleError      no plan meets what was asked; it says what could give way
    └── PlanUndoneError          a plan is undone once, and only after it was applied
"""

from laurels.core.errors import ConflictError, InvalidError, NotAllowedError, NotFoundError, NotNowError


class DeskError(NotFoundError):
    code = "desk"


class NotYourSeatError(NotAllowedError):
    code = "not-your-seat"


class RoundNotOpenError(NotNowError):
    code = "round-not-opened"


class ScorecardConfirmedError(NotNowError):
    code = "scorecard-confirmed"


class NotAnsweredError(NotNowError):
    code = "not-answered"


class JudgeStateError(NotNowError):
    code = "judge-state"


class AgreedAlreadyError(NotNowError):
    code = "agreed-already"


class OthersHiddenError(NotNowError):
    code = "others-hidden"


class RoundNotReadyError(NotNowError):
    """The round it takes from is not closed, or nobody said who goes on; or the next one rests on it already."""

    code = "round-not-ready"


class EntryNotJudgedError(NotNowError):
    code = "entry-not-judged"


class ScoreInvalidError(InvalidError):
    code = "score-invalid"


class AnchorUnknownError(InvalidError):
    code = "anchor-unknown"


class IncompleteError(InvalidError):
    code = "incomplete"


class NotInRoundError(InvalidError):
    code = "not-in-round"


class NobodyAgreedError(InvalidError):
    code = "nobody-agreed"


class OutsideRangeError(InvalidError):
    code = "outside-range"


class ReasonMissingError(InvalidError):
    code = "reason-missing"


class NotInDoubtError(InvalidError):
    code = "not-in-doubt"


class ReportDecidedError(InvalidError):
    code = "report-decided"


class ProfileInvalidError(InvalidError):
    code = "profile-invalid"


class InvitationInvalidError(InvalidError):
    code = "invitation-invalid"


class AgreementOutdatedError(ConflictError):
    code = "agreement-outdated"


class InConflictError(ConflictError):
    code = "in-conflict"


class PlanOutdatedError(ConflictError):
    code = "plan-outdated"


class PlanImpossibleError(ConflictError):
    code = "plan-impossible"


class PlanUndoneError(ConflictError):
    code = "plan-undone"
