"""The working calendar from the command line: ``python -m deploy.working_calendar enter|list``.

A year is entered from the State Council's yearly notice, as its text or as two lists of days. Entering a year again
corrects it. The services take it within seconds, without a restart; limits that wait for it are dated and those that
run are dated again. Reads TONGXIN_MONGO_URL and TONGXIN_DATABASE_PREFIX.
"""

import argparse
import os
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from deploy.command_line import carried_out
from shared.kernel.calendar import CalendarYear, EnteredYear, chinese_calendar, latest
from shared.kernel.holiday_notice import calendar_year, read_notice
from shared.kernel.ids import new_id
from shared.storage.calendar_years import CalendarYears
from shared.storage.mongo import connect, database

KEEPERS = ("rescue",)
"""The services that count in working days; each keeps the entries in its own database."""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="deploy.working_calendar", description=__doc__)
    kinds = parser.add_subparsers(dest="what", required=True)
    kinds.add_parser("list", help="the years that are known, and what was entered by whom")
    entering = kinds.add_parser("enter", help="enter or correct a year")
    entering.add_argument("year", type=int)
    entering.add_argument("--notice", required=True, help="title and number of the notice")
    entering.add_argument("--by", required=True, help="your user name")
    entering.add_argument("--text", help="the file that holds the notice's text; - is standard input")
    entering.add_argument("--days-off", nargs="*", type=date.fromisoformat, default=[], help="weekdays off, 2027-01-01")
    entering.add_argument("--make-up", nargs="*", type=date.fromisoformat, default=[], help="weekend days worked")
    return parser


def _year(asked: argparse.Namespace) -> CalendarYear:
    """The year that is asked for. Raises what the notice may be refused for, and OSError."""
    if asked.text is None:
        return calendar_year(asked.year, asked.days_off, asked.make_up, asked.notice)
    text = sys.stdin.read() if asked.text == "-" else Path(asked.text).read_text(encoding="utf-8")
    return read_notice(asked.year, text, asked.notice)


async def _run(asked: argparse.Namespace, environment: Mapping[str, str]) -> None:
    year = _year(asked) if asked.what == "enter" else None
    client = connect(environment["TONGXIN_MONGO_URL"])
    prefix = environment.get("TONGXIN_DATABASE_PREFIX", "tongxin_")
    try:
        for service in KEEPERS:
            kept = CalendarYears(database(client, prefix + service))
            if year is None:
                print("\n".join(_lines(service, await kept.entries())))
            else:
                await kept.enter(new_id(), EnteredYear(asked.year, year, asked.by, datetime.now(UTC)))
                off, worked = (" ".join(map(str, sorted(days))) for days in (year.days_off, year.make_up_days))
                print(f"已录入 · entered: {service} {asked.year}\n  放假 · off: {off}\n  上班 · worked: {worked}")
    finally:
        client.close()


def _lines(service: str, entries: list[EnteredYear]) -> list[str]:
    shipped, holding = chinese_calendar().years, latest(entries)
    told = [f"{service}: {min(shipped)}-{max(shipped)} 随产品提供 · shipped"]
    for one in entries:
        holds = "" if holding[one.number] is one else " （已更正 · corrected since）"
        told.append(f"{one.number} {one.at:%Y-%m-%d %H:%MZ} {one.by}: {one.year.source}{holds}")
    return told


def main(arguments: list[str], environment: Mapping[str, str] = os.environ) -> int:
    """Exit code 1 after a sentence that says why not."""
    asked = _parser().parse_args(arguments)
    try:
        return carried_out(_run(asked, environment), "deploy.working_calendar")
    except OSError as unread:
        print(f"读不到通知文件 / the notice cannot be read: {unread}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
