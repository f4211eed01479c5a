"""What programs of others say of the pages: Lighthouse on those for a phone, the Nu checker on all. Run by `make audit`."""

import json
import shutil
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.browsers import FLAGS, SYSTEMS

HERE = Path(__file__).resolve().parent
CHECKER = HERE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

AT_LEAST = {"performance": 95, "accessibility": 100, "best-practices": 95}
AT_MOST = {"lcp": 1800, "tbt": 150, "cls": 0.05}  # milliseconds, milliseconds, share of the screen
TWO = 2  # browsers at a time


def cookie_of(sample, reader) -> str:
    return f"sessionid={sample.cookies[reader]}"


def read(url: str, cookie: str) -> bytes:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers={"Cookie": cookie})) as answer:
            return answer.read()
    except urllib.error.HTTPError as refused:
        return refused.read()


@pytest.fixture(scope="module")
def measured(site_at_work, sample) -> list[dict]:
    """Each page that people open on a phone, with what Lighthouse says of it."""
    pages = [
        {"address": site_at_work.base_url + address, "cookie": cookie_of(sample, reader), "name": name}
        for reader, name, address, status in sample.of_people_outside()
        if status == 200
    ]
    ask = {
        "chrome": next(filter(None, map(shutil.which, SYSTEMS)), None),
        "flags": ["--headless=new", *FLAGS],
        "marks": AT_LEAST,
        "limits": AT_MOST,
    }
    at_work = []
    for turn in range(TWO):
        one = subprocess.Popen(
            ["node", HERE / "lighthouse.mjs"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        one.stdin.write(json.dumps({**ask, "pages": pages[turn::TWO]}))
        one.stdin.close()
        at_work.append(one)
    found = [json.loads(line) for one in at_work for line in one.stdout]
    assert [one.wait() for one in at_work] == [0] * TWO and len(found) == len(pages)
    names = {page["address"]: page["name"] for page in pages}
    found = sorted(
        ({**page, "name": names[page["address"]]} for page in found), key=lambda page: page["name"]
    )
    tell(found)
    return found


def figure(value: float | None) -> str:
    return "not found" if value is None else f"{round(value, 3):g}"


def tell(found: list[dict]) -> None:
    columns = [*AT_LEAST, *AT_MOST]
    print("\n" + f"{'page':<28}" + "".join(f"{name:>16}" for name in columns))
    for page in found:
        print(f"{page['name']:<28}" + "".join(f"{figure(page[name]):>16}" for name in columns))


def test_pages_for_a_phone_reach_their_marks(measured):
    below = [
        f"{page['name']} {page['address']}: {name} {page[name]} ({', '.join(page['audits']) or page['failed']})"
        for page in measured
        for name, bound in AT_LEAST.items()
        if page[name] < bound
    ]
    assert not below


def test_pages_for_a_phone_stand_soon_and_still(measured):
    above = [
        f"{page['name']} {page['address']}: {name} {figure(page[name])}"
        for page in measured
        for name, bound in AT_MOST.items()
        if page[name] is None or page[name] > bound
    ]
    assert not above


def test_every_page_is_right_html(site_at_work, sample, tmp_path):
    pages = {}
    for number, (reader, name, address, _status) in enumerate(sample.pages):
        file = tmp_path / f"{number:03}.html"
        file.write_bytes(read(site_at_work.base_url + address, cookie_of(sample, reader)))
        pages[file.name] = f"{name} {address}"
    told = subprocess.run(
        [
            "java",
            "-Xss2m",
            "-jar",
            CHECKER,
            "--errors-only",
            "--format",
            "json",
            "--exit-zero-always",
            tmp_path,
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stderr
    errors = {}
    for message in json.loads(told)["messages"]:
        where = pages[message["url"].rpartition("/")[2]]
        errors.setdefault(f"{message['message']}\n    {message.get('extract', '')!r}", where)
    print(f"\n{len(pages)} pages read, {len(errors)} kinds of errors")
    assert not [f"{where}: {error}" for error, where in errors.items()]
