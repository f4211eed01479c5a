"""What leaves the office: certificates into the hands of their holders, and letters."""

from django import forms
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET, require_http_methods

from kargah import clock
from kargah.certificates.edits import hand_over
from kargah.certificates.models import Certificate
from kargah.inputs import Asks
from kargah.jalali.fields import JalaliDateField
from kargah.people.queries import provinces_of
from kargah.people.rules import IN_THEIR_PROVINCE
from kargah.persian.fields import PersianCharField
from kargah.persian.letters import key
from kargah.process import condition, scope
from kargah.web.listing.letters import LETTERS
from kargah.web.listing.listing import Column, Listing
from kargah.web.listing.sought import Sought, choice, words
from kargah.web.offices import done, of_a_province, shown
from kargah.web.province import own
from kargah.web.signedin import SignedIn


class OfPapers(Sought):
    q = words(lazy("Workshop or family name"))
    given = choice(lazy("Handed over"), [("yes", lazy("Handed over")), ("no", lazy("Not handed over"))])

    def narrowed(self, rows: QuerySet) -> QuerySet:
        rows, given = super().narrowed(rows), self.asked.get("given")
        return rows.filter(handover__isnull=given == "no") if given else rows

    def anywhere(self, word: str) -> Q:
        found = Q(workshop__search_key__contains=key(word))
        return found | Q(application__applicant__last_name__contains=word)


PAPERS = Listing(
    "handing-over",
    lazy("Certificates"),
    OfPapers,
    (
        Column(lazy("Workshop"), lambda row: row.workshop.name),
        Column(lazy("Number"), lambda row: row.register_number),
        Column(lazy("Grade"), lambda row: row.grade),
        Column(lazy("Issued on"), lambda row: row.issued_at, kind="date", order="issued"),
        Column(lazy("State"), lambda row: row.get_state_display()),
        Column(lazy("Handed over to"), lambda row: row.handover.to if hasattr(row, "handover") else ""),
        Column(lazy("Step")),
    ),
    {"issued": ("-issued_at",)},
    "province/_paper_row.html",
)


class HandOver(Asks):
    to = PersianCharField(label=lazy("Given to"), max_length=120)
    given_on = JalaliDateField(label=lazy("Given on"))
    sure = forms.BooleanField(label=lazy("The receiver signed for the paper"))


@of_a_province
@require_GET
def certificates(request: SignedIn) -> HttpResponse:
    mine = provinces_of(request.user, roles=IN_THEIR_PROVINCE)
    issued = (
        scope.rows(Certificate, request.user).filter(province_id__in=mine).select_related("handover", "pdf")
    )
    return PAPERS.answer(request, issued, "province/certificates.html")


@of_a_province
@require_http_methods(["GET", "POST"])
def give(request: SignedIn, public_id: str) -> HttpResponse:
    """Write down into whose hands the paper of a certificate went."""
    certificate = own.row(Certificate, request, public_id)
    form = HandOver(
        request.POST or None,
        initial={"to": certificate.workshop.owner_name, "given_on": clock.today()},
    )
    if done(
        form, lambda to, given_on, sure: hand_over(certificate, by=request.user, to=to, given_on=given_on)
    ):
        messages.success(request, _("Saved."))
        return redirect("province:certificates")
    return shown(request, "province/give.html", certificate=certificate, form=form)


@of_a_province
@require_GET
def letters(request: SignedIn) -> HttpResponse:
    """What was told to people about the province's cases."""
    return LETTERS.answer(request, condition.letters_seen_by(request.user), "province/letters.html")
