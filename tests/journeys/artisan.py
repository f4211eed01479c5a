"""What an artisan does, whatever their hands: with a mouse, at the keyboard alone, without scripts."""

from tests import cast

MOBILE = "09131234567"
WORKSHOP = "سفال لاجورد"


def sends_a_request(applicant, pictures):
    """From the first question about who they are to the receipt."""
    applicant.fills(first_name="زهرا", last_name="کاشانی", national_id=cast.a_national_id(7)).presses()
    applicant.opens("/workshop/").follows('main a[href="/workshop/new/"]')
    applicant.fills(
        name=WORKSHOP, province="21", county="میبد", city="میبد", address="خیابان امام، کوچهٔ نرگس، پلاک ۴"
    ).presses()
    applicant.is_at("/start/").fills(craft_group=1).presses()
    applicant.is_at("/identity/").presses().is_at("/workshop/").presses().is_at("/licences/")
    applicant.fills(
        **{"licence-kind": "workshop", "licence-number": "۱۲۳/ص", "licence-issued_on": "۱۳۹۵/۰۲/۰۳"}
    )
    applicant.fills(**{"paper-file": pictures(1), "paper-caption": "مجوز کارگاه"}).presses()
    applicant.is_at("/production/").fills(
        **{"product-name": "کاسه", "product-monthly_volume": "۱۲۰", "product-unit": "عدد"},
        craft_fields=True, women="۲", men="۱", takes_orders=True, order_capacity="۲۰۰ کاسه", lead_time_days="۳۰",
    ).presses()  # fmt: skip
    applicant.is_at("/review/").presses().is_at("/receipt/")


def answers_the_defects(applicant, pictures):
    """Every defect of the open notice with words and a photo, and that all is done."""
    applicant.opens("/workshop/").follows("main a.btn-primary").is_at("/defects/")
    answer = applicant.page.locator("main textarea").first.get_attribute("name")
    applicant.fills(
        **{answer: "خاموش‌کننده خریده شد", answer.replace("text", "photo"): pictures(1), "done": True}
    ).presses().succeeds()
