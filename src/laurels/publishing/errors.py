"""What can go wrong with publishing.

LaurelsError
├── NotFoundError
│   └── NotPublicError            there is no such thing, or it is not public yet: a visitor cannot tell which
├── NotNowError
│   ├── AlreadyAnnouncedError     results are announced once; after that they are corrected
│   ├── NotAnnouncedError         a correction needs something to correct
│   └── NothingToAnnounceError    no honor was given yet
├── NotAllowedError
│   └── NotTheirsError            only the winner and the organizer's staff approve a write-up
└── InvalidError
    ├── ReasonMissingError        a correction says why
    └── NoStoryError              the honor has no submission, or it holds nothing that may be printed
"""

from laurels.core.errors import InvalidError, NotAllowedError, NotFoundError, NotNowError


class NotPublicError(NotFoundError):
    code = "not-public"


class AlreadyAnnouncedError(NotNowError):
    code = "already-announced"


class NotAnnouncedError(NotNowError):
    code = "not-announced"


class NothingToAnnounceError(NotNowError):
    code = "nothing-to-announce"


class NotTheirsError(NotAllowedError):
    code = "not-theirs"


class ReasonMissingError(InvalidError):
    code = "reason-missing"


class NoStoryError(InvalidError):
    code = "no-story"
