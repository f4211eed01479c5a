"""The list of those who hold a certificate in force."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kargah.persian.fields import PersianCharField
from kargah.registry import queries

ON_A_PAGE = 20


class Filters(forms.Form):
    name = PersianCharField(label=_("Name of the workshop"), max_length=60, required=False)
    fields: dict[str, Any]  # each takes its choices when it is shown

    province = forms.ChoiceField(label=_("Province"), required=False)
    group = forms.ChoiceField(label=_("Craft group"), required=False)
    grade = forms.ChoiceField(label=_("Grade"), required=False)

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        for name, choices in queries.choices().items():
            self.fields[name].choices = [("", _("all")), *choices]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What a filter does not know is left out: an old link still shows the list."""
    form = Filters(request.GET)
    form.is_valid()
    asked = {name: form.cleaned_data.get(name, "") for name in form.fields}
    page = Paginator(queries.directory(**asked), ON_A_PAGE).get_page(request.GET.get("page"))
    shown = Filters(initial=asked)
    return render(
        request, "public/directory.html", {"filters": shown, "page": page, "filtered": any(asked.values())}
    )


@require_safe
def workshop(request: HttpRequest, public_id: str) -> HttpResponse:
    """The contact stands here only when the holder agreed to it."""
    found = queries.workshop_in_directory(public_id)
    if found is None:
        raise Http404
    certificates = list(queries.certificates_of(found))
    newest = next(row for row in certificates if row.state == row.State.VALID and not row.expired)
    return render(
        request,
        "public/workshop.html",
        {
            "workshop": found,
            "certificates": certificates,
            "newest": newest,
            "contact": found.publishes_contact,
        },
    )
