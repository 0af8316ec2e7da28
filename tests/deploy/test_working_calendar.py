"""A year of the working calendar is entered on the command line; a running service reads the same entries."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from pymongo import MongoClient

from deploy.working_calendar import main
from shared.kernel.holiday_notice import read_notice
from tests.holiday_notices import CORRECTED_2027, NOTICE_2027

pytestmark = pytest.mark.servers

NOTICE = ["--notice", "国办发明电〔2026〕1号", "--by", "yunwei"]
READ = read_notice(2027, NOTICE_2027, "")
OFF, WORKED = (sorted(day.isoformat() for day in days) for days in (READ.days_off, READ.make_up_days))
DAYS = ["--days-off", *OFF, "--make-up", *WORKED]


@pytest.fixture
def environment(mongo_url: str, database: str) -> dict[str, str]:
    return {"TONGXIN_MONGO_URL": mongo_url, "TONGXIN_DATABASE_PREFIX": database}


def kept(environment: dict[str, str]) -> list[dict[str, Any]]:
    with MongoClient[dict[str, Any]](environment["TONGXIN_MONGO_URL"]) as client:
        entries = client[environment["TONGXIN_DATABASE_PREFIX"] + "rescue"]["working_calendar"]
        return list(entries.find({}, {"_id": 0, "at": 0}).sort("at", 1))


def test_a_year_is_entered_from_lists_and_corrected_from_the_text_and_both_entries_stay(
    environment: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["enter", "2027", *NOTICE, *DAYS], environment) == 0
    assert "entered: rescue 2027" in capsys.readouterr().out
    text = tmp_path / "notice.txt"
    text.write_text(CORRECTED_2027, encoding="utf-8")
    correcting = ["enter", "2027", *NOTICE, "--text", str(text)]
    assert main(correcting, environment) == 1
    assert "已经有了" in capsys.readouterr().err
    assert main([*correcting, "--replace"], environment) == 0
    both = {"year": 2027, "make_up_days": WORKED, "source": "国办发明电〔2026〕1号", "by": "yunwei"}
    assert kept(environment) == [{**both, "days_off": OFF}, {**both, "days_off": sorted([*OFF, "2027-01-04"])}]
    capsys.readouterr()
    assert main(["list"], environment) == 0
    first, second = capsys.readouterr().out.splitlines()[1:]
    assert "holds no more" in first
    assert second.endswith("yunwei: 国办发明电〔2026〕1号")


def test_what_was_entered_is_taken_back_with_who_and_why_and_the_earlier_one_holds_again(
    environment: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    taking = ["undo", "2027", "--by", "guanli", "--why", "录错了"]
    assert main(taking, environment) == 1
    assert "没有可以撤销的" in capsys.readouterr().err
    assert main(["enter", "2027", *NOTICE, *DAYS], environment) == 0
    assert main(["enter", "2027", *NOTICE, *DAYS, "--replace"], environment) == 0
    assert main(taking, environment) == 0
    capsys.readouterr()
    assert main(["list"], environment) == 0
    first, second, third = capsys.readouterr().out.splitlines()[1:]
    assert first.endswith("国办发明电〔2026〕1号")
    assert "holds no more" in second
    assert "guanli: 录错了" in third
    assert [main(taking, environment), main(taking, environment)] == [0, 1]


def test_a_wrong_year_of_before_is_told_and_can_be_taken_back(
    environment: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    with MongoClient[dict[str, Any]](environment["TONGXIN_MONGO_URL"]) as client:
        of_before = {"year": 1800, "days_off": ["1800-01-01"], "make_up_days": [], "source": "x", "by": "yunwei"}
        at = datetime(2026, 11, 1, tzinfo=UTC)
        client[environment["TONGXIN_DATABASE_PREFIX"] + "rescue"]["working_calendar"].insert_one(
            {**of_before, "at": at}
        )
    assert main(["list"], environment) == 0
    assert "wrong" in capsys.readouterr().out
    assert main(["undo", "1800", "--by", "guanli", "--why", "录错了"], environment) == 0


@pytest.mark.parametrize(
    ("days", "why"),
    [
        (["--days-off", "2026-01-01"], "不是 2027 年的日子"),
        (["--days-off", "2027-01-02"], "off anyway"),
        (["--days-off", *OFF, "--make-up", "2027-01-08"], "make-up day"),
        (["--days-off", *OFF, "--make-up", *WORKED, "2027-03-06"], "法定放假 13 天"),
        (["--days-off", "2027-01-01"], "春节、清明节、劳动节、端午节、中秋节、国庆节"),
        ([], "没有从通知中读到"),
        (["--text", "/nowhere"], "cannot be read"),
    ],
)
def test_what_cannot_be_right_is_told_and_not_kept(
    environment: dict[str, str], capsys: pytest.CaptureFixture[str], days: list[str], why: str
) -> None:
    assert main(["enter", "2027", *NOTICE, *days], environment) == 1
    assert why in capsys.readouterr().err
    assert kept(environment) == []


@pytest.mark.parametrize("year", [1800, 2003, 2099])
def test_a_year_that_nobody_announces_is_refused(
    environment: dict[str, str], capsys: pytest.CaptureFixture[str], year: int
) -> None:
    days = [f"{year}{day[4:]}" for day in OFF if date(year, int(day[5:7]), int(day[8:])).weekday() < 5]
    assert main(["enter", str(year), *NOTICE, "--days-off", *days], environment) == 1
    assert "只能录入 2004 年至" in capsys.readouterr().err
    assert kept(environment) == []


def test_without_an_address_it_says_how(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list"], {}) == 1
    assert "deploy.local.within deploy.working_calendar" in capsys.readouterr().err
