"""Workshops and their requests, walked along the chart as far as a test needs them."""

from datetime import date
from itertools import count

from kargah.applications.models import ConditionDecision, Licence, Product, Workshop
from kargah.persian.letters import fa
from kargah.places.models import CraftField, CraftGroup
from kargah.process import proposals
from kargah.process.engine import perform

from .cycles import an_open_cycle, the_share
from .people import a_deputy_of, a_province, an_applicant, an_expert_of

_numbers = count(1)
LONG_AGO = date(2010, 5, 5)


def a_workshop(province=None, owner=None, licensed_on=LONG_AGO, **fields):
    number = next(_numbers)
    fields = {
        "name": f"کارگاه سفال {fa(number)}",
        "county": "میبد",
        "city": "میبد",
        "address": f"خیابان امام، کوچهٔ {fa(number)}",
        **fields,
    }
    workshop = Workshop.objects.create(
        owner=owner or an_applicant(), province=province or a_province(), **fields
    )
    if licensed_on:
        Licence.objects.create(
            workshop=workshop, kind="workshop", number=f"م-{fa(number)}", issued_on=licensed_on
        )
    return workshop


def a_draft(cycle=None, province=None, workshop=None, complete=True, group=None, **details):
    """A request begun by its applicant; `details` are columns of the request (women, men, national_seal …)."""
    cycle = cycle or an_open_cycle()
    workshop = workshop or a_workshop(province)
    group = CraftGroup.objects.filter(active=True, **({"code": group} if group else {})).first()
    case = perform("start", workshop, by=workshop.owner, cycle=cycle, craft_group=group)
    if complete:
        case.craft_fields.add(CraftField.objects.filter(group=group, active=True).first())
        Product.objects.create(application=case, name="کاسه", monthly_volume=120, unit="عدد")
        for name, value in {"women": 2, "men": 1, **details}.items():
            setattr(case, name, value)
        case.save()
    return case


def a_registered_case(cycle=None, province=None, **draft):
    case = a_draft(cycle, province, **draft)
    return perform("register", case, by=case.applicant)


def an_eligible_case(cycle=None, province=None, **draft):
    case = a_registered_case(cycle, province, **draft)
    return screened_in(case)


def screened_in(case):
    """Record judged as good, doubles decided as different, accepted."""
    expert = an_expert_of(case.province)
    ConditionDecision.objects.create(
        application=case, condition=2, part="expert", outcome="met", why="", by=expert
    )
    ConditionDecision.objects.create(
        application=case, condition=3, part="expert", outcome="met", why="", by=expert
    )
    case.duplicates.update(verdict="different", decided_by=expert)
    return perform("screen_in", case, by=expert)


def selecting(share):
    """The share with its order frozen; already so, it stays so."""
    share.refresh_from_db()
    if share.state == share.State.COLLECTING:
        share = perform("open_selection", share, by=an_expert_of(share.province))
    return share


def a_selected_case(cycle=None, province=None, **draft):
    """In its turn when it is next, else by two persons."""
    return selected(an_eligible_case(cycle, province, **draft))


def selected(case):
    from kargah.applications.queries import next_in_order

    expert = an_expert_of(case.province)
    share = selecting(the_share(case.cycle, case.province))
    if next_in_order(share) == case:
        return perform("select", case, by=expert)
    proposal = proposals.propose("select_out_of_order", case, by=expert, reason="نیاز فوری")
    proposals.confirm(proposal, by=a_deputy_of(case.province))
    case.refresh_from_db()
    return case


def a_waitlisted_case(cycle=None, province=None, **draft):
    case = an_eligible_case(cycle, province, **draft)
    selecting(the_share(case.cycle, case.province))
    return perform("waitlist", case, by=an_expert_of(case.province))
