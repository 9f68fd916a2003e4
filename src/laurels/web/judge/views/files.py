"""Files of the submission that a judge reads."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest
from django.views.decorators.http import require_safe

from laurels.accounts.models import Person
from laurels.core.files import download
from laurels.judging.access import attachment_for_judge
from laurels.web.judge.door import missing_is_404


@require_safe
@login_required
def attachment(request: HttpRequest, seat_id: str, file_id: str) -> FileResponse:
    with missing_is_404():
        found = attachment_for_judge(cast("Person", request.user), seat_id, file_id)
    return download(found.file, found.name)
