"""What goes on beside the chart: an appeal before its panel, and a list before the bank that received it."""

import pytest

from tests import cast

pytestmark = pytest.mark.browser


def test_an_appeal_goes_from_its_applicant_to_a_panel_of_another_province_and_back(a_site, already_in):
    with a_site.here():
        case = cast.a_confirmed_inspection().application
        cast.an_expert_of(cast.a_province("فارس"), name="member")
        applicant, director = already_in(case.applicant, width=360), already_in(cast.a_director())
        member = already_in(cast.an_expert_of(cast.a_province("فارس"), name="member"))
        file, appeals = f"/case/{case.public_id}/", f"/workshop/case/{case.public_id}/appeals/"

    applicant.opens(appeals).takes("lodge", against="score", text="سطح نقش‌ها درست دیده نشده است")
    director.opens("/work/").follows('main a[href*="/move/name_panel/"]')
    director.page.get_by_label("فارس").first.check()
    director.presses().succeeds()

    member.opens(f"{file}points/").opens(f"{file}visits/")
    member.opens("/work/").takes("reject", reason="امتیازها با عکس‌ها می‌خواند")

    assert "امتیازها با عکس‌ها می‌خواند" in applicant.opens(appeals).words()
    assert member.page.goto(file).status == 404


def test_a_bank_reads_the_list_that_it_was_given_and_records_what_came_of_it(a_site, already_in):
    with a_site.here():
        certificate = cast.a_certificate()
        name = certificate.workshop.name
        bank = already_in(cast.a_partner_of())
        cast.a_referral_list()

    bank.opens("/work/").follows('a[href^="/partner/"]')
    bank.follows('main a[href^="/partner/lists/"]')
    assert name in bank.words()
    bank.follows('main a[href^="/partner/rows/"]').fills(result=1, note="نامهٔ ۱۲").presses().succeeds()
    assert "نامهٔ ۱۲" in bank.words()
    assert bank.page.goto("/hq/").status == 403
