"""Whatever kills the program between two writes: nothing is left half done, and done again it is done once."""

import json
import sys

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.sqlite]  # the killed processes have SQLite files of their own


def played(scene, database, tmp_path, capsys):
    run = database._process(
        [sys.executable, "-m", "tests.crash.driver", scene, str(database.folder), str(tmp_path)],
        True,
        {"DJANGO_SETTINGS_MODULE": "kargah.config.settings_test"},
    )
    told = json.loads(run.stdout.splitlines()[-1])
    with capsys.disabled():
        names = len(set(told["passed"]))
        print(
            f"\n{scene}: killed {len(told['deaths'])} times, of {len(told['passed'])} passings of {names} points"
        )
    return told


def holds(told):
    """What is true of every scene: killed where it should be, whole afterwards, done once in the end."""
    assert told["before"]["violations"] == told["whole"]["violations"] == {}
    assert told["whole"]["rows"] != told["before"]["rows"]
    for death in told["deaths"]:
        at = death["at"]
        assert death["killed"], f"{at} was not reached"
        assert death["left"]["violations"] == {}, at
        assert death["again"] == told["whole"], at


@pytest.mark.parametrize("scene", ["step", "import"])
def test_one_transaction_is_there_as_a_whole_or_not_at_all(scene, a_database, tmp_path, capsys):
    told = played(scene, a_database, tmp_path, capsys)
    holds(told)
    for death in told["deaths"]:
        assert death["left"]["rows"] in (told["before"]["rows"], told["whole"]["rows"]), death["at"]


def test_an_upload_leaves_no_row_without_its_object(a_database, tmp_path, capsys):
    told = played("upload", a_database, tmp_path, capsys)
    holds(told)
    assert {"files.half", "files.object", "files.row", "book.head_locked"} <= {*told["passed"]}
    for death in told["deaths"]:
        assert death["left"]["rows"] in (told["before"]["rows"], told["whole"]["rows"]), death["at"]


def test_an_order_of_certificates_is_finished_by_the_next_worker_each_issued_once(
    a_database, tmp_path, capsys
):
    told = played("issue", a_database, tmp_path, capsys)
    holds(told)
    assert {tuple(line) for line in told["whole"]["certificates"].values()} == {(1, 1, 1, 1, 1)}
    for death in told["deaths"]:
        lines = death["left"]["certificates"].values()
        assert all(tuple(line) in ((0,) * 5, (1,) * 5) for line in lines), death["at"]
