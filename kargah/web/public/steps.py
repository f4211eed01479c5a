"""The rule of each box of the chart, in a sentence for everybody; the numbers are those of the guideline in force."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kargah.guideline.limits import Limits
from kargah.persian.letters import fa

RULES = {
    "S1": _(
        "Headquarters opens a cycle by the guideline in force; its numbers then hold for the whole cycle."
    ),
    "S2": _(
        "A quota is the number of workshops that a province may put through inspection. It is never exceeded."
    ),
    "S3": _(
        "Requests are registered and screened; of the workshops that meet condition 2, those with more priority points come first. What is missing is asked for at most %(completions)s times, %(completion_days)s days each."
    ),
    "S4": _(
        "The province names its inspectors; headquarters may refuse one within %(nomination_days)s days, with a reason."
    ),
    "S5": _(
        "An inspector without any conflict of interest answers every criterion of the form, with photos as evidence."
    ),
    "S6": _(
        "Defects are notified at most %(notices)s times, with %(notice_days)s days to mend them each time. Then the inspector confirms."
    ),
    "S7": _("The data go into the guideline's tables; a number that does not agree is not accepted."),
    "S8": _("The deputy signs and sends; from then on the report cannot be changed."),
    "D1": _("Headquarters judges line by line: approved, left out with a reason, postponed, or returned."),
    "S9a": _("Only returned lines are open; each remark is to be answered."),
    "S9b": _("The supplementary report says what changed; all other lines stay as they were."),
    "S10": _(
        "Ranks follow from the points alone. Who reaches %(pass_mark)s points and every minimum qualifies."
    ),
    "S11": _("Whoever is not on the list is told why."),
    "S12": _("The list is frozen when it is sent; the province has %(opinion_days)s days for its opinion."),
    "D2": _("The province agrees or objects line by line, with a reason. Silence is not consent."),
    "S13": _("Headquarters answers every objection, and may revise the list."),
    "S14": _("The certificate is valid for %(months)s months and can be checked by everybody, at any time."),
}


def rule_of(code: str, limits: Limits) -> str:
    """The sentence of the box `code` with the numbers of `limits`."""
    numbers = {
        "completions": limits.completion_requests,
        "completion_days": limits.completion_days,
        "nomination_days": limits.nomination_silence_days,
        "notices": limits.defect_notices,
        "notice_days": limits.defect_notice_days,
        "pass_mark": limits.pass_mark // 100,
        "opinion_days": limits.opinion_days,
        "months": limits.certificate_months,
    }
    shown = str if get_language() == "en" else fa
    return str(RULES[code]) % {name: shown(number) for name, number in numbers.items()}
