"""The workbooks of `examples/`, as they were committed."""

import pytest

from kargah.applications.importing import check
from kargah.demo import examples
from kargah.paper.workbook import read
from tests.cast import an_open_cycle, the_share

pytestmark = pytest.mark.django_db


def test_the_committed_workbooks_are_what_their_seed_writes(tmp_path):
    for written in examples.write(tmp_path):
        assert written.read_bytes() == (examples.FOLDER / written.name).read_bytes(), written.name


def test_every_province_has_a_sheet_and_together_they_hold_at_least_600_workshops():
    found = examples.examples()

    assert len(found) == 31
    assert sum(len(read(example.file.read_bytes()).sheets[0].rows) for example in found) >= 600


def test_a_sheet_with_mistakes_is_refused_cell_by_cell_and_its_mended_twin_is_taken():
    cycle = an_open_cycle()
    spoiled = [example for example in examples.examples() if example.mistaken]
    assert len(spoiled) == 3

    for example in spoiled:
        share = the_share(cycle, example.province)
        refused = check(read(example.mistaken.read_bytes()), share)
        taken = check(read(example.file.read_bytes()), share)
        assert {finding.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for finding in refused.errors} >= {
            str(row) for row in range(2, 10)
        }
        assert taken.errors == []
