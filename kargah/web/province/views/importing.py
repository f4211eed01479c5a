"""Requests from a workbook: an empty one to fill in, every bad cell of the filled one, and all rows at once."""

import io
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kargah.applications.importing import Checked, Finding, check, template
from kargah.cycles.models import Share
from kargah.files import intake
from kargah.jalali.templatetags.jalali import fa
from kargah.paper.marking import Mark, mark
from kargah.paper.workbook import REQUEST, read
from kargah.process.batches import BadRows, import_requests
from kargah.refusal import Refused
from kargah.web.offices import of_a_province, shown
from kargah.web.province import own
from kargah.web.signedin import SignedIn

SENT = "workbook"  # in the session: the content of the workbook that was checked last


class Upload(forms.Form):
    workbook = forms.FileField(label=gettext_lazy("Filled workbook"), help_text=gettext_lazy("Excel (.xlsx)"))

    def clean_workbook(self) -> Any:
        file = self.cleaned_data["workbook"]
        if file.size > REQUEST.size:
            raise forms.ValidationError(_("The file is too large."))
        return file


@of_a_province
@require_http_methods(["GET", "POST"])
def page(request: SignedIn) -> HttpResponse:
    """Choose a workbook; then what is wrong in it, or what would be entered."""
    share = own.the_share(request)
    form = Upload(request.POST or None, request.FILES or None)
    checked, data = None, b""
    if form.is_valid():
        data = form.cleaned_data["workbook"].read()
        try:
            checked = check(read(data), share)
            request.session[SENT] = intake.keep_bytes(data, intake.XLSX).sha256
        except Refused as refused:
            form.add_error("workbook", str(refused))
    return _page(request, share, form, checked)


def _page(request: SignedIn, share: Share, form: Upload, checked: Checked | None) -> HttpResponse:
    return shown(request, "province/import.html", share=share, form=form, checked=checked)


@of_a_province
@require_GET
def empty(request: SignedIn) -> HttpResponse:
    share = own.the_share(request)
    return _workbook(template(share.province), f"requests-{share.province.iso_code}.xlsx")


@of_a_province
@require_GET
def marked(request: SignedIn) -> HttpResponse:
    """The same workbook with every bad cell coloured and told in a comment."""
    share, data = own.the_share(request), _sent(request)
    found = check(read(data), share)
    marks = [Mark(one.sheet, one.cell, str(one.words)) for one in found.errors]
    return _workbook(mark(data, marks), "requests-marked.xlsx")


@of_a_province
@require_POST
def enter(request: SignedIn) -> HttpResponse:
    """Enter and register all rows, or none."""
    share, data = own.the_share(request), _sent(request)
    try:
        done = import_requests(share, io.BytesIO(data), request.user)
    except BadRows as bad:
        return _page(request, share, Upload(), Checked(errors=bad.findings))
    except Refused as refused:
        return _page(request, share, Upload(), Checked(errors=[Finding("", "", str(refused))]))
    number = len(done.cases)
    words = ngettext("%(number)s request was registered.", "%(number)s requests were registered.", number)
    messages.success(request, words % {"number": fa(number)})
    return redirect("province:requests")


def _sent(request: SignedIn) -> bytes:
    stored = intake.kept(request.session.get(SENT, ""))
    if stored is None:
        raise Http404
    return intake.open_stored(stored).read()


def _workbook(data: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=intake.XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
