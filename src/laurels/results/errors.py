"""What can go wrong with results.

LaurelsError
├── NotNowError
│   ├── JudgingOpenError       honors rest on a tally made after judging closed
│   ├── RoundSealedError       staff see no score of this round before it is closed
│   ├── SealedError            announced: only a superseding correction changes an honor
│   ├── FrozenTallyError       decisions rest on this run: it stays as it is
│   └── NotReadyError          something must be resolved first; `facts["states"]` lists it
└── InvalidError
    ├── UndeclaredError        an entry competes where nothing was declared
    ├── TallyRefusedError      the declared rule cannot be run over these scores
    ├── NoSuchStateError       the state to resolve is gone or stood differently
    ├── ReasonMissingError     this act needs its reason
    ├── WrongHonorError        this entry cannot be given this honor
    └── WrongFigureError       no rule can count with this figure
"""

from laurels.core.errors import InvalidError, NotNowError


class JudgingOpenError(NotNowError):
    code = "judging-open"


class RoundSealedError(NotNowError):
    code = "round-sealed"


class SealedError(NotNowError):
    code = "sealed"


class FrozenTallyError(NotNowError):
    code = "tally-frozen"


class NotReadyError(NotNowError):
    code = "not-ready"


class UndeclaredError(InvalidError):
    code = "undeclared"


class TallyRefusedError(InvalidError):
    code = "tally-refused"


class NoSuchStateError(InvalidError):
    code = "no-such-state"


class ReasonMissingError(InvalidError):
    code = "reason-missing"


class WrongHonorError(InvalidError):
    code = "wrong-honor"


class WrongFigureError(InvalidError):
    code = "wrong-figure"
