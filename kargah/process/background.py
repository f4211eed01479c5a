"""A director's signed order to issue many certificates, worked through behind the pages."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from kargah import clock
from kargah.certificates.models import IssueRun
from kargah.crashpoints import crashpoint
from kargah.cycles.models import Cycle
from kargah.grading.models import ListLine
from kargah.jobs.models import Job
from kargah.jobs.queue import enqueue, job
from kargah.people.models import Role, User
from kargah.people.rules import acts_as
from kargah.people.signing import Signature
from kargah.process import engine
from kargah.process.flowchart import MOVES
from kargah.refusal import NotPermitted, Refused


def order_issue(cycle: Cycle, lines: Iterable[ListLine], *, by: User, signature: Signature) -> IssueRun:
    """Keep the order and hand it to the background. `signature` is from `people.signing.sign`, not five minutes old.

    Every line is asked anew when its turn comes; what is refused then stands in `run.refused` with its reason.
    Raises NotPermitted when `by` is no director or did not sign, Refused when there is nothing to issue.
    """
    keys = list(dict.fromkeys(line.pk for line in lines))
    if not acts_as(by, Role.HEADQUARTERS_DIRECTOR, on=cycle):
        raise NotPermitted(_("This step belongs to another office or person."))
    engine.check_signature(MOVES["issue"], by, signature)
    if not keys or ListLine.objects.filter(pk__in=keys, candidate_list__cycle=cycle).count() != len(keys):
        raise Refused(_("Choose the lines of this cycle that are to be issued."))
    with transaction.atomic():
        run = IssueRun.objects.create(cycle=cycle, lines=keys, shown=signature.shown, ordered_by=by)
        enqueue("issue_run", key=f"issue-run:{run.pk}", run=run.pk)
    return run


@job("issue_run")
def issue_run(job: Job, run: int) -> None:
    """Each line in a transaction of its own, with the progress of the job in it.

    Killed at any point and run again, it goes over all lines once more: a line that was issued answers by its key
    with the certificate it has, so each is issued once.
    """
    order = IssueRun.objects.select_related("ordered_by").get(pk=run)
    if order.finished_at:
        return
    lines = ListLine.objects.in_bulk(order.lines)
    refused: dict[str, str] = {}
    for done, key in enumerate(order.lines, start=1):
        try:
            with transaction.atomic():
                _issue(order, lines[key])
                crashpoint("issue_run.issued")
                job.progress(done, len(order.lines))
        except Refused as refusal:
            with translation.override(order.ordered_by.language):
                refused[str(key)] = str(refusal)
            job.progress(done, len(order.lines))
        crashpoint("issue_run.line")
    with transaction.atomic():
        IssueRun.objects.filter(pk=order.pk).update(refused=refused, finished_at=clock.now())
        crashpoint("issue_run.finished")
        job.progress(len(order.lines), len(order.lines))


def _issue(order: IssueRun, line: ListLine) -> None:
    # The secret was entered when the order was given. The engine wants a signature of these minutes, so it gets the
    # same person's under the same words, dated now; `order.ordered_at` keeps the hour at which it was really made.
    signature = Signature(order.ordered_by_id, order.shown, clock.now())
    engine.perform(
        "issue", line, by=order.ordered_by, key=f"issue-run:{order.pk}:{line.pk}", signature=signature
    )
