"""The played story: a short earlier cycle, then this one over eight months, so that no box of the chart is empty."""

from datetime import timedelta

from kargah import clock
from kargah.appeals.models import Appeal
from kargah.applications.models import Application
from kargah.certificates.models import Certificate
from kargah.cycles.models import Cycle, Share
from kargah.demo import beginning, hands, middle, offices
from kargah.demo.story import Story
from kargah.grading.models import CandidateList, ListLine, Ranking
from kargah.jobs import worker
from kargah.places.models import Province
from kargah.process import proposals
from kargah.process.engine import perform
from kargah.reports.models import Report

QUOTA = 8
# How far each province has come, by its place in the alphabet; whoever is not named went all the way.
FAR = {
    "S14": 9, "S13": 10, "D2": 11, "S12": 12, "S11": 13, "S10": 14, "D1": 15, "S9a": 16, "S9b": 17, "S8": 18,
    "S7": (19, 20), "S6": (21, 22, 23), "S5": (24, 25, 26), "S4": (27, 28), "S3": (29, 30),
}  # fmt: skip


class Play:
    def __init__(self, story: Story) -> None:
        self.story, self.staff = story, story.staff
        self.places = story.provinces

    def run(self) -> Cycle:
        """The whole story; the cycle of today is returned."""
        self.earlier_cycle()
        cycle = self.this_cycle()
        self.next_cycle()
        self.story.go_to(0, hour=1)
        worker.drain()
        return cycle

    # --- which provinces ------------------------------------------------------------------------------------
    def at(self, *boxes: str) -> list[Province]:
        found: list[Province] = []
        for box in boxes:
            where = FAR[box]
            found += [self.places[place] for place in (where if isinstance(where, tuple) else (where,))]
        return found

    @property
    def all_the_way(self) -> list[Province]:
        return self.places[:9]

    def shares(self, cycle: Cycle, provinces: list[Province]) -> list[Share]:
        return list(cycle.shares.filter(province__in=provinces).select_related("province", "cycle"))

    # --- the earlier cycle -------------------------------------------------------------------------------------
    def earlier_cycle(self) -> None:
        story, two = self.story, self.places[:2]
        clock.set_to(story.day(560))
        quotas = {province: (5 if province in two else 0) for province in self.places}
        cycle = beginning.plan(story, "دورهٔ پیشین", quotas, takes_requests_for=40)
        cycle = beginning.announce(story, cycle)
        story.go_to(540)
        self._first_requests(cycle, two)
        shares = self.shares(cycle, two)
        story.go_to(520)
        beginning.screen(story, shares)
        beginning.select(story, self.shares(cycle, two))
        beginning.introduce_inspectors(story, shares)
        story.go_to(500)
        middle.inspect(story, cycle, shares)
        story.go_to(470)
        reports = [offices.compile_batch(share, self.staff) for share in shares]
        story.go_to(460)
        reports = [offices.send(report, self.staff) for report in reports]
        story.go_to(440)
        for report in reports:
            offices.approve(report, self.staff)
        story.go_to(430)
        ranking = offices.rank(cycle, self.staff)
        lists = [
            offices.dispatch(offices.draw(ranking, province, self.staff), self.staff) for province in two
        ]
        story.go_to(420)
        lists = [offices.give_opinion(sent, self.staff) for sent in lists]
        story.go_to(410)
        offices.issue(cycle, offices.agreed_lines(cycle, two), self.staff)
        worker.drain()
        for sent in lists:
            perform("close_list", sent, by=self.staff.drawer)
        story.go_to(380)
        perform("close_cycle", cycle, by=self.staff.director)

    def _first_requests(self, cycle: Cycle, provinces: list[Province]) -> None:
        """The first requests of today's sheets came in the earlier cycle too: their workshops will renew."""
        from django.core.files.uploadedfile import SimpleUploadedFile

        from kargah.applications import importing
        from kargah.paper.workbook import read
        from kargah.process.batches import import_requests

        for example in self.story.examples:
            if example.province not in provinces:
                continue
            sheet = read(example.file.read_bytes()).sheet(importing.SHEET)
            rows = [{heading: cell.text for heading, cell in row.items()} for row in sheet.by_heading()]
            old = [row for row in rows if row["تاریخ صدور نخستین مجوز"] < "1400"][:7]
            file = SimpleUploadedFile("requests.xlsx", importing.filled(example.province, old))
            share = cycle.shares.get(province=example.province)
            import_requests(share, file, by=self.staff.expert(example.province))

    # --- this cycle ----------------------------------------------------------------------------------------------
    def this_cycle(self) -> Cycle:
        story = self.story
        story.go_to(240)
        quotas = dict.fromkeys(self.places, QUOTA) | dict.fromkeys(self.places[:2], 16)
        cycle = beginning.plan(story, "دورهٔ جاری", quotas, takes_requests_for=275)
        story.go_to(238)
        cycle = beginning.announce(story, cycle)
        story.go_to(230)
        beginning.take_requests(story, cycle)
        self._screen_and_select(cycle)
        self._inspect(cycle)
        self._report(cycle)
        self._list(cycle)
        self._last_days(cycle)
        return cycle

    def _screen_and_select(self, cycle: Cycle) -> None:
        story = self.story
        early = self.shares(cycle, [p for p in self.places if p not in self.at("S3")])
        story.go_to(215)
        beginning.screen(story, early)
        beginning.screen(story, self.shares(cycle, self.at("S3")), leave=6)
        story.go_to(210)
        self._appeal_against_screening(cycle)
        beginning.select(story, early)
        beginning.select(story, self.shares(cycle, self.at("S3")[:1]), keep_free=QUOTA)
        story.go_to(205)
        beginning.introduce_inspectors(story, early)
        beginning.refuse_one(story, self.shares(cycle, self.at("S3"))[0])
        story.go_to(194)  # the second inspectors: ten days of silence are over

    def _appeal_against_screening(self, cycle: Cycle) -> None:
        """Declined, appealed, upheld by people of another province: screened again."""
        declined = (
            Application.objects.filter(cycle=cycle, state=Application.State.DECLINED).order_by("pk").first()
        )
        if declined is None:
            return
        words = "پروانهٔ نخست من در سال ۱۳۹۵ صادر شده است"
        appeal = perform("lodge", declined, by=declined.applicant, against="screening", text=words)
        elsewhere = next(p for p in reversed(self.places) if p != declined.province)
        member = self.staff.deputy(elsewhere)
        appeal = perform("name_panel", appeal, by=self.staff.director, members=[member.public_id])
        perform("uphold", appeal, by=member, correction="reopen_screening", reason="سابقهٔ پروانه درست است")

    def _inspect(self, cycle: Cycle) -> None:
        story = self.story
        late = self.at("S6", "S5", "S4", "S3")
        early = self.shares(cycle, [p for p in self.places if p not in late])
        story.go_to(190)
        middle.assign(story, early)
        middle.could_not_visit(story, early[0])
        story.go_to(180)
        middle.visit(story, early)
        middle.notify(story, early)
        story.go_to(150)
        middle.answer(story, early)
        story.go_to(130)  # silence for 45 days: the calendar lapsed the notices
        middle.revisit(story, early)
        story.go_to(100)
        middle.answer(story, early, silent_every=2)
        story.go_to(80)
        middle.revisit(story, early)
        middle.end(story, early)

    def _report(self, cycle: Cycle) -> None:
        story = self.story
        story.go_to(70)
        ready = [p for p in self.places if p not in self.at("S7", "S6", "S5", "S4", "S3", "S10", "S8", "D1")]
        reports = {
            share.province: offices.compile_batch(share, self.staff) for share in self.shares(cycle, ready)
        }
        story.go_to(66)
        for province in story.each("فرستادن گزارش‌ها", reports, at_once=False):
            reports[province] = offices.send(reports[province], self.staff)
        story.go_to(58)
        returned = [self.places[0], *self.at("S9a", "S9b")]
        for place, province in enumerate(story.each("بررسی گزارش‌ها در ستاد", reports)):
            if province in returned:
                reports[province] = offices.give_back(reports[province], self.staff)
            else:
                offices.approve(reports[province], self.staff, exclude=place == 2, postpone=place == 3)
        story.go_to(50)
        first = offices.mend(reports[self.places[0]], self.staff)
        story.go_to(49)
        offices.approve(offices.send(first, self.staff), self.staff)
        offices.mend(reports[self.at("S9b")[0]], self.staff)

    def _list(self, cycle: Cycle) -> None:
        story = self.story
        story.go_to(44)
        ranking = offices.rank(cycle, self.staff)
        story.go_to(40)
        soon = [*self.all_the_way, *self.at("S14", "S13")]
        lists = {p: offices.draw(ranking, p, self.staff) for p in story.each("فهرست‌ها", soon)}
        story.go_to(39)
        lists = {p: offices.dispatch(drawn, self.staff) for p, drawn in lists.items()}
        story.go_to(30)
        objecting = (self.places[1], *self.at("S13"))
        for province, sent in lists.items():
            lists[province] = offices.give_opinion(sent, self.staff, objections=2 * (province in objecting))
        story.go_to(28)
        self._answer(lists[self.places[1]])
        story.go_to(20)
        offices.issue(cycle, offices.agreed_lines(cycle, self.all_the_way), self.staff)
        worker.drain()
        for drawn in CandidateList.objects.filter(pk__in=[lists[p].pk for p in self.all_the_way[2:]]):
            if not drawn.lines.filter(state__in=ListLine.OPEN, left="").exists():
                perform("close_list", drawn, by=self.staff.drawer)
        self._drawn_late(ranking)

    def _answer(self, objected: CandidateList) -> None:
        """One objection accepted, one not; the next version is agreed to, over the other two persons decide."""
        revised = offices.dispatch(offices.answer_objections(objected, self.staff), self.staff)
        self.story.go_to(25)
        offices.give_opinion(revised, self.staff)
        self.story.go_to(21)
        for line in revised.lines.filter(state=ListLine.State.KEPT, left=""):
            reason = "پاسخ استان داده شد؛ نشانی تازه تأیید است"
            hands.by_two("decide_over", line, self.staff.drawer, self.staff.director, reason=reason)

    def _drawn_late(self, ranking: Ranking) -> None:
        story = self.story
        story.go_to(9)
        offices.dispatch(offices.draw(ranking, self.at("D2")[0], self.staff), self.staff)
        offices.draw(ranking, self.at("S12")[0], self.staff)

    # --- the last days ---------------------------------------------------------------------------------------------
    def _last_days(self, cycle: Cycle) -> None:
        story = self.story
        story.go_to(8)
        for box in ("S10", "D1", "S8"):
            report = offices.compile_batch(self.shares(cycle, self.at(box))[0], self.staff)
            if box != "S8":
                report = offices.send(report, self.staff)
            if box == "S10":
                offices.approve(report, self.staff)
        six, five = self.shares(cycle, self.at("S6")), self.shares(cycle, self.at("S5"))
        middle.assign(story, [*six, *five])
        story.go_to(6)
        middle.visit(story, six, weak_every=2)
        middle.notify(story, six, weak_every=2)
        story.go_to(5)
        middle.answer(story, six, silent_every=3)
        self._certificates_after_issue(cycle)
        self._open_matters(cycle)

    def _certificates_after_issue(self, cycle: Cycle) -> None:
        suspended, revoked, restored = offices.certificates_of(cycle)[:3]
        expert, director = self.staff.reviewer, self.staff.director
        for certificate in (suspended, restored):
            reason = "گزارش مردمی از افت کیفیت"
            hands.by_two("suspend", certificate, expert, director, reason_class="quality", reason=reason)
        reason = "پروانهٔ ارائه‌شده اصل نیست"
        hands.by_two("revoke", revoked, expert, director, reason_class="false_data", reason=reason)
        self.story.go_to(4)
        restored.refresh_from_db()
        others = (self.staff.drawer, self.staff["hq-director"][1])
        reason = "بازدید نشان داد که کیفیت پابرجاست"
        hands.by_two("restore", restored, *others, reason_class="mended", reason=reason)

    def _open_matters(self, cycle: Cycle) -> None:
        """Something for every work list: an appeal, a mark, a proposal, requests to complete."""
        expert = self.staff.reviewer
        suspended = Certificate.objects.filter(cycle=cycle, state=Certificate.State.SUSPENDED).order_by("pk")[
            0
        ]
        case = suspended.application
        words = "کیفیت محصول همان است؛ نمونه‌ها آماده است"
        perform("lodge", case, by=case.applicant, against=Appeal.Against.SUSPENSION, text=words)
        compiled = Report.objects.filter(cycle=cycle, state=Report.State.SENT).order_by("pk")[0]
        marked = compiled.lines.order_by("pk")[0].application
        perform(
            "raise_mark", marked, by=expert, kind="conflict", reason="نام خانوادگی بازرس و تولیدکننده یکی است"
        )
        repairing = next(
            notice.inspection
            for share in self.shares(cycle, self.at("S6"))
            for case in share.applications.all()
            for notice in case.notices.filter(done_at=None, judged_at=None)
        )
        proposals.propose("extend", repairing, by=expert, days=15, reason="سیل راه روستا را بسته است")
        last = self.shares(cycle, self.at("S3"))[-1]
        for waiting in offices.cases_in(last, Application.State.REGISTERED)[:2]:
            items = "تصویر خوانای پروانه و نشانی کامل کارگاه"
            perform("ask_completion", waiting, by=self.staff.expert(last.province), items=items)

    def next_cycle(self) -> None:
        """Planned, with the quotas of half of the provinces, so that S1 and S2 hold some."""
        self.story.go_to(2)
        some = dict.fromkeys(self.places[::2], QUOTA)
        beginning.plan(self.story, "دورهٔ آینده", some, takes_requests_for=90)
        clock.set_to(clock.now() + timedelta(minutes=5))
