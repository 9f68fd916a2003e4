"""The root of the product's own errors.

    LaurelsError
    ├── NotFoundError        there is no such thing, or this person may not know of it
    ├── NotAllowedError      the thing is known to the person, the act is not theirs
    ├── NotNowError          the act is theirs, but not in this phase (deadline, freeze, embargo)
    ├── InvalidError         what came cannot be accepted; says where, expected, found, what to do
    └── ConflictError        somebody else changed the same thing meanwhile
Stages derive their own from these; faces turn them into words and status codes.
"""


class LaurelsError(Exception):
    """An error with a stable `code` for faces and named `facts` to word it with."""

    code = "error"

    def __init__(self, message: str, *, code: str | None = None, **facts: object) -> None:
        super().__init__(message)
        if code is not None:
            self.code = code
        self.facts = facts


class NotFoundError(LaurelsError):
    code = "not-found"


class NotAllowedError(LaurelsError):
    code = "not-allowed"


class NotNowError(LaurelsError):
    code = "not-now"


class InvalidError(LaurelsError):
    code = "invalid"


class ConflictError(LaurelsError):
    code = "conflict"
