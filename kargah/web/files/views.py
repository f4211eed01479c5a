"""A stored file goes out only through a row that its reader may see, and never as a page of this site."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_GET

from kargah.files import intake
from kargah.files.models import Stored
from kargah.process import scope

ENDINGS = {"image/jpeg": "jpg", intake.PDF: "pdf", intake.XLSX: "xlsx"}
IN_THE_BROWSER = {"image/jpeg", intake.PDF}


@login_required
@require_GET
def file(request: HttpRequest, sha256: str) -> HttpResponseBase:
    return _sent(_seen(request, sha256))


@login_required
@require_GET
def small(request: HttpRequest, sha256: str) -> HttpResponseBase:
    """The picture at the size of a list; whoever may see the photo may see it small."""
    stored = _seen(request, sha256)
    if not stored.is_image:
        raise Http404
    return _sent(intake.thumbnail(stored))


def _seen(request: HttpRequest, sha256: str) -> Stored:
    stored = scope.stored_for(request.user, sha256)
    if stored is None:
        raise Http404
    return stored


def _sent(stored: Stored) -> HttpResponseBase:
    try:
        content = intake.open_stored(stored)
    except intake.Damaged as damaged:
        raise Http404 from damaged
    answer = FileResponse(
        content,
        as_attachment=stored.kind not in IN_THE_BROWSER,
        filename=f"{stored.sha256[:12]}.{ENDINGS.get(stored.kind, 'bin')}",
        content_type=stored.kind if stored.kind in ENDINGS else "application/octet-stream",
    )
    answer["X-Content-Type-Options"] = "nosniff"
    add_never_cache_headers(answer)  # phones are shared: what was shown goes with whoever signs out
    return answer
