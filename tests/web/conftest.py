from tests.support.judged import judged

__all__ = ["judged"]
