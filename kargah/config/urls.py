"""Every address of the site begins here."""

from django.urls import include, path
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

urlpatterns = [
    path("i18n/setlang/", require_POST(set_language), name="set_language"),
    path("", include("kargah.api.urls")),
    path("", include("kargah.web.urls")),
]

handler400 = "kargah.web.errors.bad_request"
handler403 = "kargah.web.errors.forbidden"
handler404 = "kargah.web.errors.not_found"
handler500 = "kargah.web.errors.server_error"
