"""What can go wrong with programs.

InvalidError
├── ProgramFileError        a program file has problems, all of them listed
└── DeclarationError        a form, rubric, rule or selection cannot be what came
NotNowError
└── FrozenError             judging has opened: a change needs a reason and a new version
NotFoundError
├── NoSuchProgramError
└── NoSuchDeclarationError  neither the category nor the edition declares this
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from laurels.core.errors import InvalidError, NotFoundError, NotNowError

if TYPE_CHECKING:  # files raise these errors themselves
    from collections.abc import Sequence

    from laurels.programs.files.problems import Problem


class ProgramFileError(InvalidError):
    code = "program-file"

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in problems), problems=self.problems)


class DeclarationError(InvalidError):
    code = "declaration"


class FrozenError(NotNowError):
    code = "frozen"


class NoSuchProgramError(NotFoundError):
    code = "no-such-program"


class NoSuchDeclarationError(NotFoundError):
    code = "no-such-declaration"
