from tests.support.decided import decided
from tests.support.judged import judged

__all__ = ["decided", "judged"]
