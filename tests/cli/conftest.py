from tests.support.field import awards, make_field

__all__ = ["awards", "make_field"]
