"""What is corrected without a move: the expert says that the opinion is ready for the deputy."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kargah.journal import book
from kargah.people.models import Role, User
from kargah.people.rules import acts_as
from kargah.refusal import NotPermitted

from . import listing, rules
from .models import CandidateList


@transaction.atomic
def prepare_opinion(candidate_list: CandidateList, *, by: User) -> CandidateList:
    """Hand the opinion up for signature: needed for a list on which nothing was to be answered.

    Raises NotPermitted, or Refused while a line is unanswered.
    """
    candidate_list = listing.held(candidate_list.pk)
    if not acts_as(by, Role.PROVINCIAL_EXPERT, on=candidate_list):
        raise NotPermitted(_("This step belongs to another office or person."))
    rules.the_list_waits_for_an_opinion(candidate_list)
    rules.did_not_inspect(candidate_list, by=by)
    rules.every_line_is_answered(candidate_list)
    before, candidate_list.prepared_by = {"prepared_by": candidate_list.prepared_by_id}, by
    candidate_list.save(update_fields=["prepared_by"])
    book.write_edit(
        candidate_list,
        by=by,
        what="prepare_opinion",
        before=before,
        after={"prepared_by": by.pk},
        cases=candidate_list.case_ids(),
    )
    return candidate_list
