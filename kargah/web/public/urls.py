"""What everybody may read without an account."""

from django.urls import path

from kargah.web.public import certificate, directory, texts, tracking

app_name = "public"
urlpatterns = [
    path("", texts.home, name="home"),
    path("process/", texts.process, name="process"),
    path("questions/", texts.questions, name="questions"),
    path("privacy/", texts.privacy, name="privacy"),
    path("accessibility/", texts.accessibility, name="accessibility"),
    path("offices/", texts.offices, name="offices"),
    path("call/<str:code>/", texts.call, name="call"),
    path("c/<str:code>", certificate.show),  # as the QR code has it
    path("c/<str:code>/", certificate.show, name="certificate"),
    path("verify/", certificate.verify, name="verify"),
    path("directory/", directory.index, name="directory"),
    path("directory/<str:public_id>/", directory.workshop, name="workshop"),
    path("track/", tracking.track, name="track"),
]
