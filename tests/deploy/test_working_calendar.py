"""A year of the working calendar is entered on the command line; a running service reads the same entries."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pymongo import MongoClient

from deploy.working_calendar import main

pytestmark = pytest.mark.servers

NOTICE = ["--notice", "国办发明电〔2026〕1号", "--by", "yunwei"]
DAYS = ["--days-off", "2027-01-01", "--make-up", "2027-01-09"]


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
    text.write_text("一、元旦：1月1日（周五）至3日（周日）放假，共3天。", encoding="utf-8")
    assert main(["enter", "2027", *NOTICE, "--text", str(text)], environment) == 0
    both = {"year": 2027, "days_off": ["2027-01-01"], "source": "国办发明电〔2026〕1号", "by": "yunwei"}
    assert kept(environment) == [{**both, "make_up_days": ["2027-01-09"]}, {**both, "make_up_days": []}]
    capsys.readouterr()
    assert main(["list"], environment) == 0
    first, second = capsys.readouterr().out.splitlines()[1:]
    assert "corrected since" in first
    assert second.endswith("yunwei: 国办发明电〔2026〕1号")


@pytest.mark.parametrize(
    ("days", "why"),
    [
        (["--days-off", "2026-01-01"], "不是 2027 年的日子"),
        (["--days-off", "2027-01-02"], "off anyway"),
        ([*DAYS[:3], "2027-01-08"], "make-up day"),
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


def test_without_an_address_it_says_how(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list"], {}) == 1
    assert "deploy.local.within deploy.working_calendar" in capsys.readouterr().err
