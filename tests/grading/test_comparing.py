"""Two versions of a list: who came, who left and why, whose figures are others."""

from kargah.grading.comparing import compare


def line(case, rank, total=70000, **more):
    return {
        "case": case,
        "workshop": f"کارگاه {case}",
        "national_rank": rank,
        "province_rank": rank,
        "total": total,
        "grade": "الف",
        **more,
    }


def version(*lines, absent=()):
    return {"lines": list(lines), "absent": [{"workshop": f"کارگاه {one['case']}", **one} for one in absent]}


def test_a_version_compared_with_itself_changed_nothing():
    assert compare(version(line("a", 1)), version(line("a", 1))) == []


def test_who_left_comes_with_the_reason_of_the_newer_version():
    before = version(line("a", 1), line("b", 2))
    after = version(line("a", 1), absent=[{"case": "b", "why": "objection_accepted"}])

    [left] = compare(before, after)

    assert (left.case, left.after, left.why["why"]) == ("b", None, "objection_accepted")


def test_who_came_was_named_among_the_absent_before():
    before = version(line("a", 1), absent=[{"case": "c", "why": "qualifies"}])

    [came] = compare(before, version(line("a", 1), line("c", 2)))

    assert (came.case, came.workshop, came.before) == ("c", "کارگاه c", None)


def test_other_figures_are_a_change_and_another_hash_is_none():
    [changed] = compare(
        version(line("a", 1), line("b", 2, hash="x")), version(line("a", 2), line("b", 2, hash="y"))
    )

    assert (changed.before["national_rank"], changed.after["national_rank"]) == (1, 2)
