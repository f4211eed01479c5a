"""Every address of the site begins here."""

from django.urls import include, path

urlpatterns = [
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("kargah.web.urls")),
]

handler400 = "kargah.web.errors.bad_request"
handler403 = "kargah.web.errors.forbidden"
handler404 = "kargah.web.errors.not_found"
handler500 = "kargah.web.errors.server_error"
