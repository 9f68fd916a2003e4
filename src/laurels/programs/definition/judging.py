"""What an edition asks of its judges, besides scores."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from laurels.programs.definition.base import Definition, DefinitionError, Json

AGREEMENT = """\
As a judge of this program I agree to the following.

- **I keep it to myself.** What I read in an entry, how I score it, and what other judges say stays between me and the \
organizer, also after the winners are announced. The winners’ own published texts are free to share.
- **I use it for judging and for nothing else**: not for my own business, not for my employer’s, not for a client’s.
- **I do the judging myself.** I give no entry, and no part of one, to another person or to a public service that \
answers, translates or summarizes texts and may keep them, artificial intelligence included.
- **I keep no copies.** Files that I downloaded I delete when judging ends; access data for closed sites I use for \
judging alone and then forget.
- **I say where I am not free.** I declare every conflict of interest before I read, and as soon as one comes up: a \
company that I work or worked for, compete with, advise or have money in, and people who are close to me.
- **I tell the organizer** if I cannot finish, or if something here did not go as it should.\
"""
"""The agreement of an edition whose program file has no text of its own, in Markdown."""


@dataclass(frozen=True, kw_only=True)
class AgreementDef:
    """What judges agree to before they see an entry, in Markdown: one version, as it is declared and agreed to."""

    text: str

    def to_json(self) -> dict[str, Json]:
        return {"text": self.text}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        text = data.get("text")
        if data.keys() != {"text"} or not isinstance(text, str) or not text.strip():
            raise DefinitionError(f"expected a table with a text that is not empty, found {data!r}")
        return cls(text=text)


@dataclass(frozen=True, kw_only=True)
class JudgingDef(Definition):
    """What holds for all rounds. Without an `agreement` of its own an edition has the usual one, `AGREEMENT`."""

    agreement: str = ""
    former_employer_years: int = 3  # a former employer is a conflict for so long; 0: never
    off_own_category: bool = False  # no judge in a category that their own employer entered

    @property
    def agreed_text(self) -> AgreementDef:
        return AgreementDef(text=self.agreement or AGREEMENT)
