"""What drawing a list and naming an omission ask for."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kargah.applications.asks import Reason
from kargah.applications.models import Application
from kargah.inputs import Asks
from kargah.places.models import Province
from kargah.reports.models import Report

from .models import ListLine, Ranking


def undrawn(ranking: Ranking) -> QuerySet[Province]:
    """Provinces with an approved batch for which no list was drawn from this ranking."""
    reported = Province.objects.filter(reports__cycle=ranking.cycle_id, reports__state=Report.State.APPROVED)
    return reported.exclude(lists__ranking=ranking).distinct()


class DrawList(Asks):
    province = forms.ModelChoiceField(
        Province.objects.none(), label=_("Province"), to_field_name="numeric_code"
    )

    def prepare(self) -> None:
        self.fields["province"].queryset = undrawn(self.subject)


class NameOmission(Reason):
    """A case of the province in this cycle that the province misses on its list."""

    application = forms.ModelChoiceField(
        Application.objects.none(), label=_("Workshop"), to_field_name="public_id"
    )
    field_order = ("application", "reason")

    def prepare(self) -> None:
        candidate_list = self.subject
        on_it = ListLine.objects.filter(candidate_list=candidate_list).values("application")
        cases = Application.objects.filter(
            cycle=candidate_list.cycle_id, province=candidate_list.province_id, registered_at__isnull=False
        )
        self.fields["application"].queryset = (
            cases.exclude(pk__in=on_it)
            .exclude(state__in=(Application.State.WITHDRAWN, Application.State.CLOSED))
            .exclude(omissions__candidate_list=candidate_list)
            .select_related("workshop")
        )
