"""What the chart does with certificates."""

from kargah import clock
from kargah.crashpoints import crashpoint
from kargah.grading.models import ListLine
from kargah.jalali.calendar import months_after
from kargah.jobs.queue import enqueue
from kargah.people.models import User

from . import codes, facts
from .models import Certificate, CertificateAction
from .register import next_number

Kind, ReasonClass = CertificateAction.Kind, CertificateAction.ReasonClass


def issue(line: ListLine, *, by: User) -> None:
    """The certificate with its number in the register; its sheet is printed by a job once this is kept."""
    case, cycle, now = line.application, line.cycle, clock.now()
    issued_on = clock.day_of(now)
    year, sequence = next_number(line.province, issued_on)
    certificate = Certificate(
        list_line=line,
        application=case,
        workshop=case.workshop,
        craft_group=case.craft_group,
        province=line.province,
        cycle=cycle,
        guideline=cycle.guideline,
        register_year=year,
        register_sequence=sequence,
        code=codes.code_of(line.public_id),
        grade=line.placement.band,
        total=line.placement.total,
        issued_by=by,
        issued_at=now,
        valid_through=months_after(issued_on, cycle.limits.certificate_months),
    )
    words = facts.sheet_facts(
        line,
        by=by,
        code=certificate.code,
        register_number=certificate.register_number,
        issued_on=issued_on,
        valid_through=certificate.valid_through,
    )
    certificate.facts = {**words, "evidence": facts.evidence(line)}
    certificate.save(force_insert=True)
    crashpoint("certificates.written")
    enqueue("certificate_pdf", key=f"pdf:{certificate.pk}", certificate=certificate.pk)


def suspend(certificate: Certificate, *, by: User, proposed_by: User, reason_class: str, reason: str) -> None:
    _write(
        certificate, Kind.SUSPENDED, by=by, proposed_by=proposed_by, reason_class=reason_class, reason=reason
    )


def suspend_struck(certificate: Certificate, *, by: User) -> None:
    """Two persons struck the mark, and that is their doing: the mark's own reason stands here again."""
    mark = certificate.application.marks.order_by("-pk").first()
    reason_class = (
        ReasonClass.CONFLICT if mark and mark.kind == mark.Kind.CONFLICT else ReasonClass.FALSE_DATA
    )
    _write(
        certificate,
        Kind.SUSPENDED,
        by=by,
        reason_class=reason_class,
        reason=(mark.ended_reason or mark.reason) if mark else "",
    )


def restore(certificate: Certificate, *, by: User, proposed_by: User, reason_class: str, reason: str) -> None:
    _write(
        certificate, Kind.RESTORED, by=by, proposed_by=proposed_by, reason_class=reason_class, reason=reason
    )


def restore_by_appeal(certificate: Certificate, *, by: User) -> None:
    """The panel's decision stands with the appeal."""
    _write(certificate, Kind.RESTORED, by=by, reason_class=ReasonClass.APPEAL, reason="")


def revoke(certificate: Certificate, *, by: User, proposed_by: User, reason_class: str, reason: str) -> None:
    _write(
        certificate, Kind.REVOKED, by=by, proposed_by=proposed_by, reason_class=reason_class, reason=reason
    )


def supersede(certificate: Certificate) -> None:
    """Nothing is written: the certificate of the renewal tells it."""


def _write(
    certificate: Certificate,
    kind: str,
    *,
    by: User,
    reason_class: str,
    reason: str,
    proposed_by: User | None = None,
) -> None:
    CertificateAction.objects.create(
        certificate=certificate,
        kind=kind,
        reason_class=reason_class,
        reason=reason,
        proposed_by=proposed_by,
        confirmed_by=by,
    )
