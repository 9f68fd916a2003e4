"""From the shipped program files to the told story, and the links that let a newcomer in."""

from collections.abc import Callable, Iterator
from importlib import resources

from django.conf import settings

from laurels.accounts.actions import ensure_person
from laurels.accounts.signin import link_for
from laurels.cli.demonstration import data
from laurels.cli.demonstration.story import tell
from laurels.core import clock
from laurels.programs.definition import ProgramDef
from laurels.programs.files import read_program

# Whom a newcomer can be, and where each begins.
DOORS = (
    ("Staff of the STAR Awards", "marit@sspa.example", "/room/"),
    ("Staff of the Ten Best", "ulla@asp.example", "/room/"),
    ("An entrant in both programs", "contact@grunwald.example", "/my/"),
    ("An entrant whose nomination waits", "contact@castellane.example", "/my/"),
    ("A judge, half done", "aiko.tanaka-whitfield@judges.example", "/desk/"),
)


def make(say: Callable[[str], None]) -> None:
    tell(shipped("star-awards"), shipped("ten-best-web-support-sites"), clock.now(), say)


def shipped(name: str) -> ProgramDef:
    content = resources.files("laurels.programs.shipped").joinpath(f"{name}.toml").read_bytes()
    return read_program(content, f"{name}.toml")


def links() -> Iterator[str]:
    """What to print once it runs. Each link signs in once; every start makes new ones."""
    today = clock.now()
    yield f"\nLaurels runs at {settings.SITE_URL}/ as of {today:%A} {today.day} {today:%B %Y}."
    yield f"Mails land in {settings.SITE_URL}/outbox/ and go nowhere else.\n"
    yield "Each link signs in once; the next start prints new ones.\n"
    names = {staff.email: staff.name for staff in data.staff()}
    for title, address, path in DOORS:
        person = ensure_person(email=address, name=names.get(address, ""))
        yield f"  {title} ({person.name}):\n    {link_for(person, path, days=30)}"
    yield "\nStop with Ctrl-C; what you did is kept. `make demo ARGS=--fresh` starts over.\n"
