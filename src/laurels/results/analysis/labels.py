"""What keys are called on a face, and where they lead."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Label:
    """`about` is the smaller line below a name, `href` the face's page for it, `links` further (words, href).

    `plain` is the name for sentences and drawings, where `name` is marked up by the face.
    """

    name: str
    about: str = ""
    href: str = ""
    links: tuple[tuple[str, str], ...] = ()
    plain: str = ""

    @property
    def text(self) -> str:
        return self.plain or self.name


@dataclass(frozen=True, kw_only=True)
class Labels:
    """A key without a label is called by itself."""

    entries: Mapping[str, Label] = field(default_factory=dict)
    judges: Mapping[str, Label] = field(default_factory=dict)
    criteria: Mapping[str, str] = field(default_factory=dict)
    contests: Mapping[str, str] = field(default_factory=dict)
    divisions: Mapping[str, str] = field(default_factory=dict)
    honors: Mapping[str, str] = field(default_factory=dict)

    def entry(self, key: str) -> str:
        """Its name inside a sentence: a bare number needs a word before it."""
        name = self.entries[key].text if key in self.entries else key
        return _("entry %(name)s") % {"name": name} if name.isdecimal() else name

    def judge(self, key: str) -> str:
        name = self.judges[key].text if key in self.judges else key
        return _("judge %(name)s") % {"name": name} if name.isdecimal() else name

    def criterion(self, key: str) -> str:
        return self.criteria.get(key, key)

    def honor(self, key: str) -> str:
        return self.honors.get(key, key)

    def anybody(self, key: str) -> str:
        """An entry, a judge or a criterion, whichever has that key."""
        if key in self.entries:
            return self.entry(key)
        return self.judge(key) if key in self.judges else self.criterion(key)
