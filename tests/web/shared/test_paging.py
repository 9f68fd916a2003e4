from django.test import RequestFactory

from laurels.web.shared.paging import page_of

REQUEST = RequestFactory()


def test_a_page_holds_its_part_of_the_rows() -> None:
    page = page_of(REQUEST.get("/?page=2"), range(97), per_page=30)
    assert list(page) == list(range(30, 60))
    assert page.paginator.count == 97


def test_a_page_that_does_not_exist_gives_the_nearest() -> None:
    assert page_of(REQUEST.get("/?page=99"), range(40), per_page=30).number == 2
    assert page_of(REQUEST.get("/?page=nonsense"), range(40), per_page=30).number == 1
