"""Whether a person judges at all, for the way home after sign-in."""

from laurels.accounts.models import Person
from laurels.judging.models import Judge


def judges_somewhere(person: Person) -> bool:
    """Invited or accepted in any edition; one who declined has no desk."""
    return Judge.objects.filter(person=person).exclude(state=Judge.State.DECLINED).exists()
