"""What can be refused about nominations and entries.

NotFoundError
└── NoSuchEntryError          there is none, or this person may not know of it
NotAllowedError
└── RoleError                 a collaborator, but without the right to do this
NotNowError
├── NotOpenYetError           the call has not opened
├── DeadlinePassedError       the date is over; facts: `deadline`
├── ApplicationNotOpenError   its nomination is not accepted and paid yet
└── EntryClosedError          withdrawn or disqualified; facts: `state`
InvalidError
├── NotEligibleError          offered to others; facts: `refused`, a list of `rules.Refusal`
├── DivisionRefusedError      the division's test says no; facts: `division`, `reasons`
├── IncompleteError           facts: `problems`, a list of `rules.Problem`
└── AlreadyThereError         nominated, entered or invited already
"""

from laurels.core.errors import InvalidError, NotAllowedError, NotFoundError, NotNowError


class NoSuchEntryError(NotFoundError):
    code = "no-such-entry"


class RoleError(NotAllowedError):
    code = "role"


class NotOpenYetError(NotNowError):
    code = "not-open-yet"


class DeadlinePassedError(NotNowError):
    code = "deadline-passed"


class ApplicationNotOpenError(NotNowError):
    code = "application-not-open"


class EntryClosedError(NotNowError):
    code = "entry-closed"


class NotEligibleError(InvalidError):
    code = "not-eligible"


class DivisionRefusedError(InvalidError):
    code = "division-refused"


class IncompleteError(InvalidError):
    code = "incomplete"


class AlreadyThereError(InvalidError):
    code = "already-there"
