from laurels.core.errors import LaurelsError


class TypesettingError(LaurelsError):
    """The document could not be made; the message holds the typesetter's own words."""

    code = "typesetting"


class TypesettingTimeoutError(TypesettingError):
    code = "typesetting-timeout"


class TooManyPagesError(TypesettingError):
    code = "too-many-pages"
