"""The JSON API: what the public may read. Its OpenAPI page stands at `/api/v1/docs`."""

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from laurels import __version__
from laurels.api.public import router
from laurels.core.errors import NotFoundError

api = NinjaAPI(
    title="Laurels",
    version=__version__,
    description="Public programs and announced winners, read-only. Nothing of a result stands here before its"
    " announcement. Every error answers with `error` and `message`.",
)
api.add_router("", router)


@api.exception_handler(NotFoundError)
def not_found(request: HttpRequest, error: NotFoundError) -> HttpResponse:
    return api.create_response(request, {"error": error.code, "message": str(error)}, status=404)


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    first = error.errors[0]
    where = ".".join(str(part) for part in first["loc"])
    return api.create_response(request, {"error": "invalid", "message": f"{where}: {first['msg']}"}, status=422)
