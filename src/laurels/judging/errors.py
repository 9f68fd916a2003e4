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
│   └── EntryNotJudgedError      facts: `state`; withdrawn, disqualified or never submitted
├── InvalidError
│   ├── ScoreInvalidError        facts: `criterion`, `found`, `minimum`, `maximum`, `step`
│   ├── AnchorUnknownError       facts: `anchor`
│   ├── IncompleteError          facts: `open` (keys of the criteria without an answer), `total`
│   ├── ReasonMissingError       a reason in words is needed here
│   └── InvitationInvalidError   facts: `edition`
└── ConflictError
    ├── InConflictError          this judge must not read this entry; facts: `why`
    └── PlanOutdatedError        seats, judges or conflicts changed since the plan was tried
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


class EntryNotJudgedError(NotNowError):
    code = "entry-not-judged"


class ScoreInvalidError(InvalidError):
    code = "score-invalid"


class AnchorUnknownError(InvalidError):
    code = "anchor-unknown"


class IncompleteError(InvalidError):
    code = "incomplete"


class ReasonMissingError(InvalidError):
    code = "reason-missing"


class InvitationInvalidError(InvalidError):
    code = "invitation-invalid"


class InConflictError(ConflictError):
    code = "in-conflict"


class PlanOutdatedError(ConflictError):
    code = "plan-outdated"
