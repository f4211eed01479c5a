"""The pages of the applicant: the workshops, the request, and what comes of it."""

from django.urls import path

from kargah.web.workshop.views import afterwards, consent, entering, holding, home, request, visiting, waiting

urlpatterns = [
    path("", home.home, name="workshop-home"),
    path("check/", entering.check, name="workshop-check"),
    path("identity/", entering.identity, name="workshop-identity"),
    path("new/", entering.new, name="workshop-new"),
    path("<slug:public_id>/change/", entering.change, name="workshop-change"),
    path("<slug:public_id>/consent/", consent.consent, name="workshop-consent"),
    path("<slug:public_id>/start/", entering.start, name="workshop-start"),
    path("case/<slug:public_id>/asked/", afterwards.asked, name="workshop-asked"),
    path("case/<slug:public_id>/receipt/", afterwards.receipt, name="workshop-receipt"),
    path("case/<slug:public_id>/conditions/", afterwards.conditions, name="workshop-conditions"),
    path("case/<slug:public_id>/defects/", afterwards.defects, name="workshop-defects"),
    path("case/<slug:public_id>/give-up/", afterwards.give_up, name="workshop-give-up"),
    path("case/<slug:public_id>/visit/", visiting.visit, name="workshop-visit"),
    path("case/<slug:public_id>/result/", afterwards.result, name="workshop-result"),
    path("case/<slug:public_id>/certificate/", holding.certificate, name="workshop-certificate"),
    path("case/<slug:public_id>/sign/", holding.sign, name="workshop-sign"),
    path("case/<slug:public_id>/waiting/", waiting.waiting, name="workshop-waiting"),
    path("case/<slug:public_id>/appeals/", afterwards.appeals, name="workshop-appeals"),
    path("case/<slug:public_id>/withdraw/", afterwards.withdraw, name="workshop-withdraw"),
    path("case/<slug:public_id>/<slug:step>/", request.step, name="workshop-request"),
]
