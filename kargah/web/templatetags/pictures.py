"""The pictures, for templates: each is an SVG made here, and the template puts its table beneath."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kargah.web.pictures import bars, points, tiles, weeks

register = template.Library()


@register.simple_tag
def funnel(stages: Sequence[bars.Stage]) -> SafeString:
    return bars.funnel(stages, _("How far the workshops came"))


@register.simple_tag
def quota_use(uses: Sequence[bars.Use]) -> SafeString:
    return bars.quotas(uses, _("Use of the quotas"))


@register.simple_tag
def tile_map(rows: Mapping[str, tiles.Progress]) -> SafeString:
    return tiles.tiles(rows)


@register.simple_tag
def score_by_axis(rows: Sequence[points.Axis]) -> SafeString:
    return points.axes(rows, _("Points by axis beside the province's median"))


@register.simple_tag
def dot_strip(numbers: Mapping[int, int], line: int, most: int) -> SafeString:
    return points.dots(numbers, line, most, _("Scores against the pass mark"))


@register.simple_tag
def sparkline(numbers: Sequence[tuple[Any, int]]) -> SafeString:
    return weeks.weeks([number for _begin, number in numbers], _("Registered in the last twelve weeks"))
