"""The pages, role by role. Each role's pages know nothing of another's; every role has its work, its cases and its moves."""

from django.urls import include, path

from kargah.web.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("", include("kargah.web.signin.urls")),
    path("", include("kargah.web.style.urls")),
    path("", include("kargah.web.work.urls")),
    path("", include("kargah.web.letters.urls")),
    path("", include("kargah.web.search.urls")),
    path("", include("kargah.web.case.urls")),
    path("", include("kargah.web.listing.urls")),
    path("", include("kargah.web.moves.urls")),
    path("", include("kargah.web.files.urls")),
    path("workshop/", include("kargah.web.workshop.urls")),
    path("province/", include("kargah.web.province.urls")),
    path("inspector/", include("kargah.web.inspector.urls")),
    path("audit/", include("kargah.web.auditor.urls")),
    path("partner/", include("kargah.web.partner.urls")),
    path("hq/", include("kargah.web.headquarters.urls")),
    path("", include("kargah.web.public.urls")),
]
