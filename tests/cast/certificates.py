"""Certificates, issued, suspended, restored, revoked and renewed through the engine."""

from kargah import clock
from kargah.certificates.models import Certificate
from kargah.inputs import digest
from kargah.people.signing import Signature
from kargah.process import proposals
from kargah.process.engine import perform

from .applications import a_selected_case
from .cycles import an_open_cycle
from .grading import an_agreed_list
from .inspections import a_confirmed_inspection
from .people import a_director, an_hq_expert, an_inspector_of
from .reports import a_compiled_report, a_drafted_report, a_sent_report, an_approved_report


def an_agreed_list_of(case, **visit):
    """The list, agreed to, on which this selected case stands alone; `visit` as for `a_confirmed_inspection`."""
    report = a_drafted_report(inspections=[a_confirmed_inspection(case, **visit)])
    approved = an_approved_report(a_sent_report(a_compiled_report(report)))
    return an_agreed_list(cycle=approved.cycle)


def issue_signed_by(user) -> Signature:
    """What the page makes after the secret was entered."""
    return Signature(user.pk, digest("the lines that were shown"), clock.now())


def an_agreed_line_to_issue(**drawn):
    """The first line of an agreed list; `drawn` as for `a_drawn_list`."""
    return an_agreed_list(**drawn).lines.first()


def an_issued(line, by=None) -> Certificate:
    """The certificate of this agreed or decided line."""
    director = by or a_director()
    line = perform("issue", line, by=director, signature=issue_signed_by(director))
    return Certificate.objects.get(list_line=line)


def a_certificate(line=None, **drawn) -> Certificate:
    """Of `line`, or of the first line of a new agreed list."""
    return an_issued(line or an_agreed_line_to_issue(**drawn))


def a_renewal(certificate) -> Certificate:
    """Of the same workshop and craft group, in a new cycle; nobody inspects a workshop twice in a row."""
    cycle = an_open_cycle()
    other = an_inspector_of(certificate.province, name="another-inspector")
    case = a_selected_case(cycle, workshop=certificate.workshop, group=certificate.craft_group.code)
    return a_certificate(an_agreed_list_of(case, inspector=other).lines.get())


def _by_two(move, certificate, *, reason_class, reason, expert=None, director=None) -> Certificate:
    proposal = proposals.propose(
        move, certificate, by=expert or an_hq_expert(), reason_class=reason_class, reason=reason
    )
    proposals.confirm(proposal, by=director or a_director())
    certificate.refresh_from_db()
    return certificate


def a_suspended(
    certificate=None, *, reason_class="quality", reason="شرایط برقرار نیست", **persons
) -> Certificate:
    certificate = certificate or a_certificate()
    return _by_two("suspend", certificate, reason_class=reason_class, reason=reason, **persons)


def a_restored(certificate=None, *, reason_class="mended", reason="ایراد برطرف شد", **persons) -> Certificate:
    """By two other persons than those who suspended."""
    persons = {
        "expert": an_hq_expert("second-hq-expert"),
        "director": a_director("second-director"),
        **persons,
    }
    return _by_two(
        "restore", certificate or a_suspended(), reason_class=reason_class, reason=reason, **persons
    )


def a_revoked(
    certificate=None, *, reason_class="false_data", reason="پروانه جعلی بود", **persons
) -> Certificate:
    certificate = certificate or a_certificate()
    return _by_two("revoke", certificate, reason_class=reason_class, reason=reason, **persons)
