"""Made by scripts/make_api_client.py from the schema of the machine interface. Not edited by hand."""

from typing import Any

from tests.api.client.transport import Answer, Transport


class Kargah(Transport):
    """The national grading of handicraft workshops: one method for each operation."""

    def list_appeals(self, *, limit: int | None = None, after: str | None = None, state: str | None = None, application: str | None = None, province: str | None = None) -> Answer:
        """List."""
        return self.call("GET", "/appeals", query={"limit": limit, "after": after, "state": state, "application": application, "province": province})

    def read_appeals(self, public_id: str) -> Answer:
        """Read."""
        return self.call("GET", f"/appeals/{public_id}")

    def name_panel(self, public_id: str, *, seen: str, members: list[str], idempotency_key: str = "") -> Answer:
        """Name the panel."""
        return self.call("POST", f"/appeals/{public_id}/moves/name_panel", seen=seen, body={"members": members}, key=idempotency_key)

    def reject(self, public_id: str, *, seen: str, reason: str, idempotency_key: str = "") -> Answer:
        """Reject the appeal."""
        return self.call("POST", f"/appeals/{public_id}/moves/reject", seen=seen, body={"reason": reason}, key=idempotency_key)

    def uphold(self, public_id: str, *, seen: str, correction: str, reason: str, nomination: str | None = None, idempotency_key: str = "") -> Answer:
        """Uphold the appeal."""
        return self.call("POST", f"/appeals/{public_id}/moves/uphold", seen=seen, body={"correction": correction, "nomination": nomination, "reason": reason}, key=idempotency_key)

    def withdraw_appeal(self, public_id: str, *, seen: str, idempotency_key: str = "") -> Answer:
        """Withdraw the appeal."""
        return self.call("POST", f"/appeals/{public_id}/moves/withdraw_appeal", seen=seen, key=idempotency_key)

    def list_applications(self, *, limit: int | None = None, after: str | None = None, state: str | None = None, cycle: str | None = None, province: str | None = None, workshop: str | None = None) -> Answer:
        """List."""
        return self.call("GET", "/applications", query={"limit": limit, "after": after, "state": state, "cycle": cycle, "province": province, "workshop": workshop})

    def read_applications(self, public_id: str) -> Answer:
        """Read."""
        return self.call("GET", f"/applications/{public_id}")

    def set_details(self, public_id: str, *, seen: str, craft_fields: list[str], women: int, men: int, national_seal: bool | None = None, takes_orders: bool | None = None, order_capacity: str | None = None, lead_time_days: int | None = None, idempotency_key: str = "") -> Answer:
        """Fill the request."""
        return self.call("PUT", f"/applications/{public_id}/details", seen=seen, body={"craft_fields": craft_fields, "women": women, "men": men, "national_seal": national_seal, "takes_orders": takes_orders, "order_capacity": order_capacity, "lead_time_days": lead_time_days}, key=idempotency_key)

    def decide_duplicate(self, public_id: str, key: int, *, seen: str, verdict: str, idempotency_key: str = "") -> Answer:
        """Decide about a possible duplicate."""
        return self.call("PUT", f"/applications/{public_id}/duplicates/{key}", seen=seen, body={"verdict": verdict}, key=idempotency_key)

    def read_history(self, public_id: str) -> Answer:
        """History."""
        return self.call("GET", f"/applications/{public_id}/history")

    def judge_condition(self, public_id: str, *, seen: str, condition: str, outcome: str, why: str | None = None, idempotency_key: str = "") -> Answer:
        """Judge a condition."""
        return self.call("POST", f"/applications/{public_id}/judgements", seen=seen, body={"condition": condition, "outcome": outcome, "why": why}, key=idempotency_key)

    def set_letter(self, public_id: str, *, seen: str, letter_number: str, letter_date: str, letter_scan: Any, idempotency_key: str = "") -> Answer:
        """Enter the written request."""
        return self.call("POST", f"/applications/{public_id}/letter", seen=seen, body={"letter_number": letter_number, "letter_date": letter_date, "letter_scan": letter_scan}, key=idempotency_key)

    def ask_completion(self, public_id: str, *, seen: str, items: str, idempotency_key: str = "") -> Answer:
        """Ask for completion."""
        return self.call("POST", f"/applications/{public_id}/moves/ask_completion", seen=seen, body={"items": items}, key=idempotency_key)

    def assign(self, public_id: str, *, seen: str, nomination: str, visit_on: str | None = None, idempotency_key: str = "") -> Answer:
        """Assign an inspector."""
        return self.call("POST", f"/applications/{public_id}/moves/assign", seen=seen, body={"nomination": nomination, "visit_on": visit_on}, key=idempotency_key)

    def complete(self, public_id: str, *, seen: str, idempotency_key: str = "") -> Answer:
        """It is completed."""
        return self.call("POST", f"/applications/{public_id}/moves/complete", seen=seen, key=idempotency_key)

    def decline(self, public_id: str, *, seen: str, reason: str, ground: str, idempotency_key: str = "") -> Answer:
        """Decline."""
        return self.call("POST", f"/applications/{public_id}/moves/decline", seen=seen, body={"reason": reason, "ground": ground}, key=idempotency_key)

    def lodge(self, public_id: str, *, seen: str, against: str, text: str, evidence: Any | None = None, idempotency_key: str = "") -> Answer:
        """Lodge an appeal."""
        return self.call("POST", f"/applications/{public_id}/moves/lodge", seen=seen, body={"against": against, "text": text, "evidence": evidence}, key=idempotency_key)

    def raise_mark(self, public_id: str, *, seen: str, reason: str, kind: str, idempotency_key: str = "") -> Answer:
        """Raise a mark."""
        return self.call("POST", f"/applications/{public_id}/moves/raise_mark", seen=seen, body={"reason": reason, "kind": kind}, key=idempotency_key)

    def register(self, public_id: str, *, seen: str, idempotency_key: str = "") -> Answer:
        """Submit the request."""
        return self.call("POST", f"/applications/{public_id}/moves/register", seen=seen, key=idempotency_key)

    def release(self, public_id: str, *, seen: str, reason: str, to: str, idempotency_key: str = "") -> Answer:
        """Release the place."""
        return self.call("POST", f"/applications/{public_id}/moves/release", seen=seen, body={"reason": reason, "to": to}, key=idempotency_key)

    def reopen_screening(self, public_id: str, *, seen: str, reason: str, idempotency_key: str = "") -> Answer:
        """Open the screening again."""
        return self.call("POST", f"/applications/{public_id}/moves/reopen_screening", seen=seen, body={"reason": reason}, key=idempotency_key)

    def screen_in(self, public_id: str, *, seen: str, idempotency_key: str = "") -> Answer:
        """Accept as eligible."""
        return self.call("POST", f"/applications/{public_id}/moves/screen_in", seen=seen, key=idempotency_key)

    def select(self, public_id: str, *, seen: str, idempotency_key: str = "") -> Answer:
        """Select."""
        return self.call("POST", f"/applications/{public_id}/moves/select", seen=seen, key=idempotency_key)

    def select_out_of_order(self, public_id: str, *, seen: str, reason: str, idempotency_key: str = "") -> Answer:
        """Select out of order."""
        return self.call("POST", f"/applications/{public_id}/moves/select_out_of_order", seen=seen, body={"reason": reason}, key=idempotency_key)

    def waitlist(self, public_id: str, *, seen: str, idempotency_key: str = "") -> Answer:
        """Put on the waiting list."""
        return self.call("POST", f"/applications/{public_id}/moves/waitlist", seen=seen, key=idempotency_key)

    def withdraw(self, public_id: str, *, seen: str, reason: str | None = None, letter: Any | None = None, idempotency_key: str = "") -> Answer:
        """Withdraw."""
        return self.call("POST", f"/applications/{public_id}/moves/withdraw", seen=seen, body={"reason": reason, "letter": letter}, key=idempotency_key)

    def attach(self, public_id: str, *, seen: str, file: Any, caption: str | None = None, idempotency_key: str = "") -> Answer:
        """Attach a paper."""
        return self.call("POST", f"/applications/{public_id}/papers", seen=seen, body={"file": file, "caption": caption}, key=idempotency_key)

    def detach(self, public_id: str, key: int, *, seen: str, idempotency_key: str = "") -> Answer:
        """Remove a paper."""
        return self.call("DELETE", f"/applications/{public_id}/papers/{key}", seen=seen, key=idempotency_key)

    def add_product(self, public_id: str, *, seen: str, name: str, monthly_volume: float, unit: str, idempotency_key: str = "") -> Answer:
        """Add a product."""
        return self.call("POST", f"/applications/{public_id}/products", seen=seen, body={"name": name, "monthly_volume": monthly_volume, "unit": unit}, key=idempotency_key)

    def remove_product(self, public_id: str, key: int, *, seen: str, idempotency_key: str = "") -> Answer:
        """Remove a product."""
        return self.call("DELETE", f"/applications/{public_id}/products/{key}", seen=seen, key=idempotency_key)

    def list_certificates(self, *, limit: int | None = None, after: str | None = None, state: str | None = None, application: str | None = None, cycle: str | None = None, province: str | None = None) -> Answer:
        """List."""
        return self.call("GET", "/certificates", query={"limit": limit, "after": after, "state": state, "application": application, "cycle": cycle, "province": province})

    def read_certificates(self, public_id: str) -> Answer:
        """Read."""
        return self.call("GET", f"/certificates/{public_id}")

    def restore(self, public_id: str, *, seen: str, reason_class: str, reason: str, idempotency_key: str = "") -> Answer:
        """Restore."""
        return self.call("POST", f"/certificates/{public_id}/moves/restore", seen=seen, body={"reason_class": reason_class, "reason": reason}, key=idempotency_key)

    def revoke(self, public_id: str, *, seen: str, reason_class: str, reason: str, idempotency_key: str = "") -> Answer:
        """Revoke."""
        return self.call("POST", f"/certificates/{public_id}/moves/revoke", seen=seen, body={"reason_class": reason_class, "reason": reason}, key=idempotency_key)

    def suspend(self, public_id: str, *, seen: str, reason_class: str, reason: str, idempotency_key: str = "") -> Answer:
        """Suspend."""
        return self.call("POST", f"/certificates/{public_id}/moves/suspend", seen=seen, body={"reason_class": reason_class, "reason": reason}, key=idempotency_key)

    def list_craft_fields(self) -> Answer:
        """Crafts."""
        return self.call("GET", "/craft-fields")

    def list_cycles(self, *, limit: int | None = None, after: str | None = None, state: str | None = None) -> Answer:
        """List."""
        return self.call("GET", "/cycles", query={"limit": limit, "after": after, "state": state})

    def read_cycles(self, public_id: str) -> Answer:
        """Read."""
        return self.call("GET", f"/cycles/{public_id}")

    def announce_quotas(self, public_id: str, *, seen: str, idempotency_key: str = "") -> Answer:
        """Announce the quotas."""
        return self.call("POST", f"/cycles/{public_id}/moves/announce_quotas", seen=seen, key=idempotency_key)

    def change_quota(self, public_id: str, *, seen: str, province: str, amount: int, letter_number: str, idempotency_key: str = "") -> Answer:
        """Change a province's quota."""
        return self.call("POST", f"/cycles/{public_id}/moves/change_quota", seen=seen, body={"province": province, "amount": amount, "letter_number": letter_number}, key=idempotency_key)

    def close_cycle(self, public_id: str, *, seen: str, idempotency_key: str = "") -> Answer:
        """Close the cycle."""
        return self.call("POST", f"/cycles/{public_id}/moves/close_cycle", seen=seen, key=idempotency_key)

    def close_requests(self, public_id: str, *, seen: str, idempotency_key: str = "") -> Answer:
        """Close to requests."""
        return self.call("POST", f"/cycles/{public_id}/moves/close_requests", seen=seen, key=idempotency_key)

    def preview_ranking(self, public_id: str, *, seen: str, idempotency_key: str = "") -> Answer:
        """Preview a ranking."""
        return self.call("POST", f"/cycles/{public_id}/moves/preview_ranking", seen=seen, key=idempotency_key)

    def set_quota(self, public_id: str, *, seen: str, province: str, amount: int, letter_number: str | None = None, idempotency_key: str = "") -> Answer:
        """Set a province's quota."""
        return self.call("POST", f"/cycles/{public_id}/moves/set_quota", seen=seen, body={"province": province, "amount": amount, "letter_number": letter_number}, key=idempotency_key)

    def read_file(self, sha256: str) -> Answer:
        """Read a file."""
        return self.call("GET", f"/files/{sha256}")

    def list_guidelines(self, *, limit: int | None = None, after: str | None = None, state: str | None = None) -> Answer:
        """List."""
        return self.call("GET", "/guidelines", query={"limit": limit, "after": after, "state": state})

    def read_guidelines(self, public_id: str) -> Answer:
        """Read."""
        return self.call("GET", f"/guidelines/{public_id}")

    def plan_cycle(self, public_id: str, *, seen: str, title: str, year: int, requests_close_on: str, idempotency_key: str = "") -> Answer:
        """Plan a cycle."""
        return self.call("POST", f"/guidelines/{public_id}/moves/plan_cycle", seen=seen, body={"title": title, "year": year, "requests_close_on": requests_close_on}, key=idempotency_key)

    def publish_guideline(self, public_id: str, *, seen: str, idempotency_key: str = "") -> Answer:
        """Publish the guideline."""
        return self.call("POST", f"/guidelines/{public_id}/moves/publish_guideline", seen=seen, key=idempotency_key)

    def list_held_packets(self, *, limit: int | None = None, after: str | None = None, state: str | None = None, province: str | None = None) -> Answer:
        """List."""
        return self.call("GET", "/held-packets", query={"limit": limit, "after": after, "state": state, "province": province})

    def read_held_packets(self, public_id: str) -> Answer:
        """Read."""
        return self.call("GET", f"/held-packets/{public_id}")

    def adopt(self, public_id: str, *, seen: str, idempotency_key: str = "") -> Answer:
        """Take the work over."""
        return self.call("POST", f"/held-packets/{public_id}/moves/adopt", seen=seen, key=idempotency_key)

    def set_aside(self, public_id: str, *, seen: str, reason: str, idempotency_key: str = "") -> Answer:
        """Set it aside."""
        return self.call("POST", f"/held-packets/{public_id}/moves/set_aside", seen=seen, body={"reason": reason}, key=idempotency_key)

    def list_inspections(self, *, limit: int | None = None, after: str | None = None, state: str | None = None, application: str | None = None, province: str | None = None) -> Answer:
        """List."""
        return self.call("GET", "/inspections", query={"limit": limit, "after": after, "state": state, "application": application, "province": province})

    def read_inspections(self, public_id: str) -> Answer:
        """Read."""
        return self.call("GET", f"/inspections/{public_id}")

    def save_answers(self, public_id: str, *, seen: str, answers: dict[str, Any], idempotency_key: str = "") -> Answer:
        """Save answers of the sheet."""
        return self.call("PUT", f"/inspections/{public_id}/answers", seen=seen, body={"answers": answers}, key=idempotency_key)

    def decide_condition(self, public_id: str, key: int, *, seen: str, outcome: str, why: str | None = None, idempotency_key: str = "") -> Answer:
        """Decide condition 3, 4 or 5."""
        return self.call("PUT", f"/inspections/{public_id}/conditions/{key}", seen=seen, body={"outcome": outcome, "why": why}, key=idempotency_key)

    def confirm_day(self, public_id: str, *, seen: str, idempotency_key: str = "") -> Answer:
        """The planned day suits me."""
        return self.call("POST", f"/inspections/{public_id}/day-confirmed", seen=seen, key=idempotency_key)

    def wish_day(self, public_id: str, *, seen: str, wished_on: str | None = None, words: str | None = None, idempotency_key: str = "") -> Answer:
        """Ask for another day."""
        return self.call("POST", f"/inspections/{public_id}/day-wished", seen=seen, body={"wished_on": wished_on, "words": words}, key=idempotency_key)

    def give_up_repair(self, public_id: str, *, seen: str, letter: str, idempotency_key: str = "") -> Answer:
        """Give the mending up."""
        return self.call("POST", f"/inspections/{public_id}/given-up", seen=seen, body={"letter": letter}, key=idempotency_key)

    def answer_defects(self, public_id: str, *, seen: str, done: bool | None = None, idempotency_key: str = "", **rows: Any) -> Answer:
        """Answer the defects."""
        return self.call("POST", f"/inspections/{public_id}/moves/answer_defects", seen=seen, body={"done": done, **rows}, key=idempotency_key)

    def close_as_found(self, public_id: str, *, seen: str, idempotency_key: str = "") -> Answer:
        """Close as found."""
        return self.call("POST", f"/inspections/{public_id}/moves/close_as_found", seen=seen, key=idempotency_key)

    def confirm(self, public_id: str, *, seen: str, idempotency_key: str = "") -> Answer:
        """Confirm finally."""
        return self.call("POST", f"/inspections/{public_id}/moves/confirm", seen=seen, key=idempotency_key)

    def could_not_revisit(self, public_id: str, *, seen: str, reason: str, photo: Any, idempotency_key: str = "") -> Answer:
        """The re-visit could not be made."""
        return self.call("POST", f"/inspections/{public_id}/moves/could_not_revisit", seen=seen, body={"reason": reason, "photo": photo}, key=idempotency_key)

    def could_not_visit(self, public_id: str, *, seen: str, reason: str, photo: Any, idempotency_key: str = "") -> Answer:
        """The visit could not be made."""
        return self.call("POST", f"/inspections/{public_id}/moves/could_not_visit", seen=seen, body={"reason": reason, "photo": photo}, key=idempotency_key)

    def declare_conflict(self, public_id: str, *, seen: str, note: str | None = None, idempotency_key: str = "") -> Answer:
        """I have a conflict of interest."""
        return self.call("POST", f"/inspections/{public_id}/moves/declare_conflict", seen=seen, body={"note": note}, key=idempotency_key)

    def declare_no_conflict(self, public_id: str, *, seen: str, idempotency_key: str = "") -> Answer:
        """I have no conflict of interest."""
        return self.call("POST", f"/inspections/{public_id}/moves/declare_no_conflict", seen=seen, key=idempotency_key)

    def extend(self, public_id: str, *, seen: str, days: int, reason: str, idempotency_key: str = "") -> Answer:
        """Extend the deadline."""
        return self.call("POST", f"/inspections/{public_id}/moves/extend", seen=seen, body={"days": days, "reason": reason}, key=idempotency_key)

    def finish_revisit(self, public_id: str, *, seen: str, from_photos: bool | None = None, idempotency_key: str = "", **rows: Any) -> Answer:
        """Finish the re-visit."""
        return self.call("POST", f"/inspections/{public_id}/moves/finish_revisit", seen=seen, body={"from_photos": from_photos, **rows}, key=idempotency_key)

    def finish_visit(self, public_id: str, *, seen: str, idempotency_key: str = "") -> Answer:
        """Finish the visit."""
        return self.call("POST", f"/inspections/{public_id}/moves/finish_visit", seen=seen, key=idempotency_key)

    def notify_defects(self, public_id: str, *, seen: str, idempotency_key: str = "", **rows: Any) -> Answer:
        """Notify the defects."""
        return self.call("POST", f"/inspections/{public_id}/moves/notify_defects", seen=seen, body={**rows}, key=idempotency_key)

    def reassign(self, public_id: str, *, seen: str, nomination: str, reason: str, visit_on: str | None = None, idempotency_key: str = "") -> Answer:
        """Give it to another inspector."""
        return self.call("POST", f"/inspections/{public_id}/moves/reassign", seen=seen, body={"nomination": nomination, "visit_on": visit_on, "reason": reason}, key=idempotency_key)

    def add_photo(self, public_id: str, *, seen: str, photo: Any, criterion: str | None = None, caption: str | None = None, idempotency_key: str = "") -> Answer:
        """Add a photo to the sheet."""
        return self.call("POST", f"/inspections/{public_id}/photos", seen=seen, body={"photo": photo, "criterion": criterion, "caption": caption}, key=idempotency_key)

    def remove_photo(self, public_id: str, key: int, *, seen: str, idempotency_key: str = "") -> Answer:
        """Take a photo off the sheet."""
        return self.call("DELETE", f"/inspections/{public_id}/photos/{key}", seen=seen, key=idempotency_key)

    def set_visit_day(self, public_id: str, *, seen: str, visit_on: str, idempotency_key: str = "") -> Answer:
        """Plan the day of the visit."""
        return self.call("PUT", f"/inspections/{public_id}/visit-day", seen=seen, body={"visit_on": visit_on}, key=idempotency_key)

    def refuse_wish(self, public_id: str, *, seen: str, answer: str, idempotency_key: str = "") -> Answer:
        """Leave the day as it is."""
        return self.call("POST", f"/inspections/{public_id}/wish-refused", seen=seen, body={"answer": answer}, key=idempotency_key)

    def read_journal(self, *, limit: int | None = None, before: int | None = None, move: str | None = None) -> Answer:
        """Journal."""
        return self.call("GET", "/journal", query={"limit": limit, "before": before, "move": move})

    def list_list_lines(self, *, limit: int | None = None, after: str | None = None, state: str | None = None, application: str | None = None, list: str | None = None, province: str | None = None) -> Answer:
        """List."""
        return self.call("GET", "/list-lines", query={"limit": limit, "after": after, "state": state, "application": application, "list": list, "province": province})

    def read_list_lines(self, public_id: str) -> Answer:
        """Read."""
        return self.call("GET", f"/list-lines/{public_id}")

    def accept_objection(self, public_id: str, *, seen: str, reason: str, idempotency_key: str = "") -> Answer:
        """Accept the objection."""
        return self.call("POST", f"/list-lines/{public_id}/moves/accept_objection", seen=seen, body={"reason": reason}, key=idempotency_key)

    def agree_line(self, public_id: str, *, seen: str, idempotency_key: str = "") -> Answer:
        """Agree."""
        return self.call("POST", f"/list-lines/{public_id}/moves/agree_line", seen=seen, key=idempotency_key)

    def decide_over(self, public_id: str, *, seen: str, reason: str, idempotency_key: str = "") -> Answer:
        """Decide over the province."""
        return self.call("POST", f"/list-lines/{public_id}/moves/decide_over", seen=seen, body={"reason": reason}, key=idempotency_key)

    def issue(self, public_id: str, *, seen: str, secret: str, shown: str, idempotency_key: str = "") -> Answer:
        """Issue the certificate."""
        return self.call("POST", f"/list-lines/{public_id}/moves/issue", seen=seen, body={"secret": secret, "shown": shown}, key=idempotency_key)

    def keep_line(self, public_id: str, *, seen: str, reason: str, idempotency_key: str = "") -> Answer:
        """Keep the line."""
        return self.call("POST", f"/list-lines/{public_id}/moves/keep_line", seen=seen, body={"reason": reason}, key=idempotency_key)

    def object_line(self, public_id: str, *, seen: str, reason: str, idempotency_key: str = "") -> Answer:
        """Object."""
        return self.call("POST", f"/list-lines/{public_id}/moves/object_line", seen=seen, body={"reason": reason}, key=idempotency_key)

    def list_lists(self, *, limit: int | None = None, after: str | None = None, state: str | None = None, cycle: str | None = None, province: str | None = None) -> Answer:
        """List."""
        return self.call("GET", "/lists", query={"limit": limit, "after": after, "state": state, "cycle": cycle, "province": province})

    def read_lists(self, public_id: str) -> Answer:
        """Read."""
        return self.call("GET", f"/lists/{public_id}")

    def close_list(self, public_id: str, *, seen: str, idempotency_key: str = "") -> Answer:
        """Close the list."""
        return self.call("POST", f"/lists/{public_id}/moves/close_list", seen=seen, key=idempotency_key)

    def give_opinion(self, public_id: str, *, seen: str, secret: str, shown: str, idempotency_key: str = "") -> Answer:
        """Sign the province's opinion."""
        return self.call("POST", f"/lists/{public_id}/moves/give_opinion", seen=seen, body={"secret": secret, "shown": shown}, key=idempotency_key)

    def name_omission(self, public_id: str, *, seen: str, reason: str, application: str, idempotency_key: str = "") -> Answer:
        """Name an omission."""
        return self.call("POST", f"/lists/{public_id}/moves/name_omission", seen=seen, body={"reason": reason, "application": application}, key=idempotency_key)

    def remind_opinion(self, public_id: str, *, seen: str, idempotency_key: str = "") -> Answer:
        """Remind the province."""
        return self.call("POST", f"/lists/{public_id}/moves/remind_opinion", seen=seen, key=idempotency_key)

    def revise_list(self, public_id: str, *, seen: str, idempotency_key: str = "") -> Answer:
        """Revise the list."""
        return self.call("POST", f"/lists/{public_id}/moves/revise_list", seen=seen, key=idempotency_key)

    def send_back_opinion(self, public_id: str, *, seen: str, reason: str, idempotency_key: str = "") -> Answer:
        """Send the opinion back."""
        return self.call("POST", f"/lists/{public_id}/moves/send_back_opinion", seen=seen, body={"reason": reason}, key=idempotency_key)

    def send_list(self, public_id: str, *, seen: str, idempotency_key: str = "") -> Answer:
        """Send to the province."""
        return self.call("POST", f"/lists/{public_id}/moves/send_list", seen=seen, key=idempotency_key)

    def prepare_opinion(self, public_id: str, *, seen: str, idempotency_key: str = "") -> Answer:
        """Hand the opinion up for signature."""
        return self.call("POST", f"/lists/{public_id}/prepared", seen=seen, key=idempotency_key)

    def list_marks(self, *, limit: int | None = None, after: str | None = None, state: str | None = None, application: str | None = None, province: str | None = None) -> Answer:
        """List."""
        return self.call("GET", "/marks", query={"limit": limit, "after": after, "state": state, "application": application, "province": province})

    def read_marks(self, public_id: str) -> Answer:
        """Read."""
        return self.call("GET", f"/marks/{public_id}")

    def clear_mark(self, public_id: str, *, seen: str, reason: str, idempotency_key: str = "") -> Answer:
        """Clear the mark."""
        return self.call("POST", f"/marks/{public_id}/moves/clear_mark", seen=seen, body={"reason": reason}, key=idempotency_key)

    def strike(self, public_id: str, *, seen: str, reason: str, idempotency_key: str = "") -> Answer:
        """Strike the case."""
        return self.call("POST", f"/marks/{public_id}/moves/strike", seen=seen, body={"reason": reason}, key=idempotency_key)

    def read_me(self) -> Answer:
        """Who I am."""
        return self.call("GET", "/me")

    def list_nominations(self, *, limit: int | None = None, after: str | None = None, state: str | None = None, province: str | None = None) -> Answer:
        """List."""
        return self.call("GET", "/nominations", query={"limit": limit, "after": after, "state": state, "province": province})

    def read_nominations(self, public_id: str) -> Answer:
        """Read."""
        return self.call("GET", f"/nominations/{public_id}")

    def accept_inspector(self, public_id: str, *, seen: str, idempotency_key: str = "") -> Answer:
        """Accept."""
        return self.call("POST", f"/nominations/{public_id}/moves/accept_inspector", seen=seen, key=idempotency_key)

    def end_nomination(self, public_id: str, *, seen: str, reason: str, idempotency_key: str = "") -> Answer:
        """End the nomination."""
        return self.call("POST", f"/nominations/{public_id}/moves/end_nomination", seen=seen, body={"reason": reason}, key=idempotency_key)

    def introduce(self, public_id: str, *, seen: str, letter_number: str, idempotency_key: str = "") -> Answer:
        """Introduce to headquarters."""
        return self.call("POST", f"/nominations/{public_id}/moves/introduce", seen=seen, body={"letter_number": letter_number}, key=idempotency_key)

    def refuse_inspector(self, public_id: str, *, seen: str, reason: str, idempotency_key: str = "") -> Answer:
        """Refuse."""
        return self.call("POST", f"/nominations/{public_id}/moves/refuse_inspector", seen=seen, body={"reason": reason}, key=idempotency_key)

    def list_omissions(self, *, limit: int | None = None, after: str | None = None, state: str | None = None, list: str | None = None, province: str | None = None) -> Answer:
        """List."""
        return self.call("GET", "/omissions", query={"limit": limit, "after": after, "state": state, "list": list, "province": province})

    def read_omissions(self, public_id: str) -> Answer:
        """Read."""
        return self.call("GET", f"/omissions/{public_id}")

    def accept_omission(self, public_id: str, *, seen: str, reason: str, idempotency_key: str = "") -> Answer:
        """Accept the omission."""
        return self.call("POST", f"/omissions/{public_id}/moves/accept_omission", seen=seen, body={"reason": reason}, key=idempotency_key)

    def keep_omission(self, public_id: str, *, seen: str, reason: str, idempotency_key: str = "") -> Answer:
        """Do not accept the omission."""
        return self.call("POST", f"/omissions/{public_id}/moves/keep_omission", seen=seen, body={"reason": reason}, key=idempotency_key)

    def enter_person(self, *, first_name: str, last_name: str, national_id: str, mobile: str, idempotency_key: str = "") -> Answer:
        """Open an account at the counter."""
        return self.call("POST", "/people", body={"first_name": first_name, "last_name": last_name, "national_id": national_id, "mobile": mobile}, key=idempotency_key)

    def list_proposals(self, *, limit: int | None = None, after: str | None = None, state: str | None = None, province: str | None = None) -> Answer:
        """List."""
        return self.call("GET", "/proposals", query={"limit": limit, "after": after, "state": state, "province": province})

    def read_proposals(self, public_id: str) -> Answer:
        """Read."""
        return self.call("GET", f"/proposals/{public_id}")

    def confirm_proposal(self, public_id: str, *, seen: str, idempotency_key: str = "") -> Answer:
        """Confirm."""
        return self.call("POST", f"/proposals/{public_id}/confirm", seen=seen, key=idempotency_key)

    def refuse_proposal(self, public_id: str, *, seen: str, reason: str, idempotency_key: str = "") -> Answer:
        """Refuse."""
        return self.call("POST", f"/proposals/{public_id}/refuse", seen=seen, body={"reason": reason}, key=idempotency_key)

    def take_back_proposal(self, public_id: str, *, seen: str, idempotency_key: str = "") -> Answer:
        """Take back."""
        return self.call("POST", f"/proposals/{public_id}/take-back", seen=seen, key=idempotency_key)

    def list_provinces(self) -> Answer:
        """Provinces."""
        return self.call("GET", "/provinces")

    def change_office(self, code: str, *, office_address: str, office_phone: str, office_expert: str, office_extension: str | None = None, idempotency_key: str = "") -> Answer:
        """Change the data of the office."""
        return self.call("PUT", f"/provinces/{code}/office", body={"office_address": office_address, "office_phone": office_phone, "office_extension": office_extension, "office_expert": office_expert}, key=idempotency_key)

    def list_rankings(self, *, limit: int | None = None, after: str | None = None, state: str | None = None, cycle: str | None = None) -> Answer:
        """List."""
        return self.call("GET", "/rankings", query={"limit": limit, "after": after, "state": state, "cycle": cycle})

    def read_rankings(self, public_id: str) -> Answer:
        """Read."""
        return self.call("GET", f"/rankings/{public_id}")

    def draw_list(self, public_id: str, *, seen: str, province: str, idempotency_key: str = "") -> Answer:
        """Draw a province's list."""
        return self.call("POST", f"/rankings/{public_id}/moves/draw_list", seen=seen, body={"province": province}, key=idempotency_key)

    def settle_ranking(self, public_id: str, *, seen: str, idempotency_key: str = "") -> Answer:
        """Settle the ranking."""
        return self.call("POST", f"/rankings/{public_id}/moves/settle_ranking", seen=seen, key=idempotency_key)

    def list_placements(self, public_id: str, *, limit: int | None = None, after: str | None = None) -> Answer:
        """Placements."""
        return self.call("GET", f"/rankings/{public_id}/placements", query={"limit": limit, "after": after})

    def list_report_lines(self, *, limit: int | None = None, after: str | None = None, state: str | None = None, application: str | None = None, province: str | None = None, report: str | None = None) -> Answer:
        """List."""
        return self.call("GET", "/report-lines", query={"limit": limit, "after": after, "state": state, "application": application, "province": province, "report": report})

    def read_report_lines(self, public_id: str) -> Answer:
        """Read."""
        return self.call("GET", f"/report-lines/{public_id}")

    def answer_remarks(self, public_id: str, *, seen: str, idempotency_key: str = "", **rows: Any) -> Answer:
        """Answer the remarks."""
        return self.call("POST", f"/report-lines/{public_id}/moves/answer_remarks", seen=seen, body={**rows}, key=idempotency_key)

    def approve_line(self, public_id: str, *, seen: str, idempotency_key: str = "") -> Answer:
        """Approve the line."""
        return self.call("POST", f"/report-lines/{public_id}/moves/approve_line", seen=seen, key=idempotency_key)

    def correct_level(self, public_id: str, *, seen: str, criterion: str, level: str, reason: str, idempotency_key: str = "") -> Answer:
        """Correct a level."""
        return self.call("POST", f"/report-lines/{public_id}/moves/correct_level", seen=seen, body={"criterion": criterion, "level": level, "reason": reason}, key=idempotency_key)

    def exclude_line(self, public_id: str, *, seen: str, reason: str, idempotency_key: str = "") -> Answer:
        """Exclude the line."""
        return self.call("POST", f"/report-lines/{public_id}/moves/exclude_line", seen=seen, body={"reason": reason}, key=idempotency_key)

    def postpone_line(self, public_id: str, *, seen: str, reason: str, idempotency_key: str = "") -> Answer:
        """Postpone to a later batch."""
        return self.call("POST", f"/report-lines/{public_id}/moves/postpone_line", seen=seen, body={"reason": reason}, key=idempotency_key)

    def return_line(self, public_id: str, *, seen: str, idempotency_key: str = "", **rows: Any) -> Answer:
        """Return with remarks."""
        return self.call("POST", f"/report-lines/{public_id}/moves/return_line", seen=seen, body={**rows}, key=idempotency_key)

    def set_suggestion(self, public_id: str, *, seen: str, suggestion: str | None = None, idempotency_key: str = "") -> Answer:
        """Write the province's own words."""
        return self.call("PUT", f"/report-lines/{public_id}/suggestion", seen=seen, body={"suggestion": suggestion}, key=idempotency_key)

    def list_reports(self, *, limit: int | None = None, after: str | None = None, state: str | None = None, cycle: str | None = None, province: str | None = None) -> Answer:
        """List."""
        return self.call("GET", "/reports", query={"limit": limit, "after": after, "state": state, "cycle": cycle, "province": province})

    def read_reports(self, public_id: str) -> Answer:
        """Read."""
        return self.call("GET", f"/reports/{public_id}")

    def add_all_ready(self, public_id: str, *, seen: str, idempotency_key: str = "") -> Answer:
        """Put all workshops that are ready into the batch."""
        return self.call("POST", f"/reports/{public_id}/all-ready", seen=seen, key=idempotency_key)

    def add_line(self, public_id: str, *, seen: str, application: str, idempotency_key: str = "") -> Answer:
        """Put a workshop into the batch."""
        return self.call("POST", f"/reports/{public_id}/lines", seen=seen, body={"application": application}, key=idempotency_key)

    def remove_line(self, public_id: str, key: int, *, seen: str, idempotency_key: str = "") -> Answer:
        """Take a workshop out of the batch."""
        return self.call("DELETE", f"/reports/{public_id}/lines/{key}", seen=seen, key=idempotency_key)

    def approve_report(self, public_id: str, *, seen: str, idempotency_key: str = "") -> Answer:
        """Approve the report."""
        return self.call("POST", f"/reports/{public_id}/moves/approve_report", seen=seen, key=idempotency_key)

    def compile_report(self, public_id: str, *, seen: str, idempotency_key: str = "") -> Answer:
        """Compile the report."""
        return self.call("POST", f"/reports/{public_id}/moves/compile_report", seen=seen, key=idempotency_key)

    def return_report(self, public_id: str, *, seen: str, idempotency_key: str = "") -> Answer:
        """Return the report."""
        return self.call("POST", f"/reports/{public_id}/moves/return_report", seen=seen, key=idempotency_key)

    def send_back(self, public_id: str, *, seen: str, reason: str, idempotency_key: str = "") -> Answer:
        """Send back to the expert."""
        return self.call("POST", f"/reports/{public_id}/moves/send_back", seen=seen, body={"reason": reason}, key=idempotency_key)

    def send_report(self, public_id: str, *, seen: str, secret: str, shown: str, idempotency_key: str = "") -> Answer:
        """Sign and send."""
        return self.call("POST", f"/reports/{public_id}/moves/send_report", seen=seen, body={"secret": secret, "shown": shown}, key=idempotency_key)

    def supplement_report(self, public_id: str, *, seen: str, idempotency_key: str = "") -> Answer:
        """Make the supplementary report."""
        return self.call("POST", f"/reports/{public_id}/moves/supplement_report", seen=seen, key=idempotency_key)

    def list_shares(self, *, limit: int | None = None, after: str | None = None, state: str | None = None, cycle: str | None = None, province: str | None = None) -> Answer:
        """List."""
        return self.call("GET", "/shares", query={"limit": limit, "after": after, "state": state, "cycle": cycle, "province": province})

    def read_shares(self, public_id: str) -> Answer:
        """Read."""
        return self.call("GET", f"/shares/{public_id}")

    def change_call(self, public_id: str, *, seen: str, call_text: str | None = None, idempotency_key: str = "") -> Answer:
        """Change the words of the call."""
        return self.call("PUT", f"/shares/{public_id}/call", seen=seen, body={"call_text": call_text}, key=idempotency_key)

    def nominate(self, public_id: str, *, seen: str, inspector: str, crafts: list[str], starts_on: str, ends_on: str, company: str | None = None, reason: str | None = None, idempotency_key: str = "") -> Answer:
        """Name an inspector."""
        return self.call("POST", f"/shares/{public_id}/moves/nominate", seen=seen, body={"inspector": inspector, "company": company, "crafts": crafts, "starts_on": starts_on, "ends_on": ends_on, "reason": reason}, key=idempotency_key)

    def open_batch(self, public_id: str, *, seen: str, idempotency_key: str = "") -> Answer:
        """Open a batch."""
        return self.call("POST", f"/shares/{public_id}/moves/open_batch", seen=seen, key=idempotency_key)

    def open_selection(self, public_id: str, *, seen: str, idempotency_key: str = "") -> Answer:
        """Freeze the priority order."""
        return self.call("POST", f"/shares/{public_id}/moves/open_selection", seen=seen, key=idempotency_key)

    def read_work(self) -> Answer:
        """My work."""
        return self.call("GET", "/work")

    def list_work(self, step: str, *, limit: int | None = None, after: str | None = None) -> Answer:
        """Where a step waits for me."""
        return self.call("GET", f"/work/{step}", query={"limit": limit, "after": after})

    def list_workshops(self, *, limit: int | None = None, after: str | None = None, state: str | None = None, province: str | None = None) -> Answer:
        """List."""
        return self.call("GET", "/workshops", query={"limit": limit, "after": after, "state": state, "province": province})

    def enter_workshop(self, *, name: str, holder_kind: str, county: str, city: str, address: str, province: str, legal_name: str | None = None, legal_id: str | None = None, postal_code: str | None = None, phone: str | None = None, rural: bool | None = None, publishes_contact: bool | None = None, owner: str | None = None, idempotency_key: str = "") -> Answer:
        """Enter a workshop."""
        return self.call("POST", "/workshops", body={"name": name, "holder_kind": holder_kind, "legal_name": legal_name, "legal_id": legal_id, "county": county, "city": city, "address": address, "postal_code": postal_code, "phone": phone, "rural": rural, "publishes_contact": publishes_contact, "province": province, "owner": owner}, key=idempotency_key)

    def read_workshops(self, public_id: str) -> Answer:
        """Read."""
        return self.call("GET", f"/workshops/{public_id}")

    def change_workshop(self, public_id: str, *, seen: str, name: str, holder_kind: str, county: str, city: str, address: str, legal_name: str | None = None, legal_id: str | None = None, postal_code: str | None = None, phone: str | None = None, rural: bool | None = None, publishes_contact: bool | None = None, idempotency_key: str = "") -> Answer:
        """Change the workshop's data."""
        return self.call("PUT", f"/workshops/{public_id}/facts", seen=seen, body={"name": name, "holder_kind": holder_kind, "legal_name": legal_name, "legal_id": legal_id, "county": county, "city": city, "address": address, "postal_code": postal_code, "phone": phone, "rural": rural, "publishes_contact": publishes_contact}, key=idempotency_key)

    def add_licence(self, public_id: str, *, seen: str, kind: str, number: str, issued_on: str, expires_on: str | None = None, idempotency_key: str = "") -> Answer:
        """Add a licence."""
        return self.call("POST", f"/workshops/{public_id}/licences", seen=seen, body={"kind": kind, "number": number, "issued_on": issued_on, "expires_on": expires_on}, key=idempotency_key)

    def remove_licence(self, public_id: str, key: int, *, seen: str, idempotency_key: str = "") -> Answer:
        """Remove a licence."""
        return self.call("DELETE", f"/workshops/{public_id}/licences/{key}", seen=seen, key=idempotency_key)

    def start(self, public_id: str, *, seen: str, cycle: str, craft_group: str, channel: str | None = None, idempotency_key: str = "") -> Answer:
        """Start a request."""
        return self.call("POST", f"/workshops/{public_id}/moves/start", seen=seen, body={"cycle": cycle, "craft_group": craft_group, "channel": channel}, key=idempotency_key)
