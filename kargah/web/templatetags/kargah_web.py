"""What pages draw with: icons, tags of a state, meters, codes. Loaded for every template by the settings."""

import re
from typing import Any

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

POINTING = {"next", "back", "sign-out", "undo"}  # these are drawn for left-to-right and mirrored in Persian
ICON_OF = {"ok": "check", "warn": "clock", "bad": "triangle-alert", "info": "circle-dot", "plain": "minus"}

# The colour of a state, by its value. What is not named here is a plain step on the way.
KIND_OF = {
    "ok": "approved agreed confirmed accepted certified issued valid active published settled met mended eligible selected "
    "applied upheld paid delivered done answered full sealed",
    "warn": "completion_asked repairing waitlisted pending sent introduced named overdue objected returned suspended held "
    "proposed postponed undecided waiting compiled lapsed unvisited late preview",
    "bad": "declined refused rejected excluded revoked not_met not_mended failed false struck closed_as_found",
    "info": "registered assigned visited drafting drawn open planned raised heard",
}
_KIND = {state: kind for kind, states in KIND_OF.items() for state in states.split()}
LATIN = re.compile("[A-Za-z]")
LATIN_RUN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 .,:;/+#_@'-]*[A-Za-z0-9])?")
PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def kind_of(state: str) -> str:
    """The colour of a state: ok, warn, bad, info or plain."""
    return _KIND.get(str(state), "plain")


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """One shape of the sprite. Without a label it is decoration and silent."""
    classes = " ".join(filter(None, ["icon", "icon-dir" if name in POINTING else "", css]))
    address = static("kargah/icons.svg")
    if label:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}"><use href="{}#{}"/></svg>',
            classes,
            label,
            address,
            name,
        )
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>', classes, address, name)


@register.simple_tag
def tag(kind: str, word: Any, icon_name: str = "") -> SafeString:
    """Icon and word on a coloured ground; `kind` is ok, warn, bad, info or plain."""
    kind = kind if kind in ICON_OF else "plain"
    return format_html(
        '<span class="tag tag-{}">{}<span>{}</span></span>', kind, icon(icon_name or ICON_OF[kind]), word
    )


@register.simple_tag
def state_tag(subject: Any, word: Any = None) -> SafeString:
    """The tag of a row's state, in its own words unless `word` gives others."""
    return tag(kind_of(subject.state), word or subject.get_state_display())


@register.simple_tag
def meter(value: Any, maximum: Any, label: Any, kind: str = "", css: str = "") -> SafeString:
    """A bar of `value` out of `maximum`; `kind` bad or warn colours it, `label` is its name for the ear."""
    classes = " ".join(filter(None, ["meter", f"is-{kind}" if kind else "", css]))
    top = max(float(maximum or 0), 1.0)
    return format_html(
        '<progress class="{}" value="{}" max="{}" aria-label="{}"></progress>',
        classes, str(min(float(value or 0), top)), str(top), label,
    )  # fmt: skip


@register.filter(name="bdi")
def isolated(code: Any) -> SafeString:
    """A number, code or phone that must not turn round in a Persian sentence; digits Persian unless it has letters."""
    text = "" if code is None else str(code)
    if (get_language() or "").startswith("fa") and not any("a" <= letter.lower() <= "z" for letter in text):
        text = text.translate(PERSIAN_DIGITS)
    if LATIN.search(text):
        return format_html('<bdi dir="ltr" lang="en">{}</bdi>', text)
    return format_html('<bdi dir="ltr">{}</bdi>', text)


@register.filter
def mixed(text: Any) -> SafeString:
    """Words in which codes and names in Latin letters may stand: each is isolated, and read aloud as what it is."""
    if isinstance(text, SafeString):
        return text
    words = "" if text is None else str(text)
    if not (get_language() or "").startswith("fa"):
        return format_html("{}", words)
    parts, end = [], 0
    for run in LATIN_RUN.finditer(words):
        if LATIN.search(run[0]):
            parts += [(words[end : run.start()],), (isolated(run[0]),)]
            end = run.end()
    return format_html_join("", "{}", [*parts, (words[end:],)])


@register.filter
def kind(state: Any) -> str:
    return kind_of(str(state))


@register.simple_tag
def office(name: str) -> str:
    """A line of the office as the settings give it: name, department, phone."""
    return settings.OFFICE.get(name, "")


@register.filter
def field_id(field: Any) -> str:
    """The id that a link to this input needs: a group of choices has none of its own, so its frame answers."""
    return field.id_for_label or f"{field.auto_id}_field"


@register.filter
def says_optional(field: Any) -> bool:
    """Whether the label should say that the field may stay empty. A single tick box never says so."""
    return not field.field.required and field.widget_type not in {"checkbox", "hidden"}


ROWS_AT_ONCE = 3


@register.filter
def rows(form: Any) -> dict[str, list[tuple[int, list[Any]]]]:
    """Numbered rows of a form that repeats its inputs: `open` at once, and `folded` until they are wanted."""
    numbered = list(enumerate(form.in_rows(), start=1)) if hasattr(form, "in_rows") else []
    filled = [number for number, row in numbered if any(field.value() or field.errors for field in row)]
    shown = max([ROWS_AT_ONCE, *filled])
    return {"open": numbered[:shown], "folded": numbered[shown:]}
