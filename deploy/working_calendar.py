"""The working calendar from the command line: ``python -m deploy.working_calendar enter|undo|list``.

A year is entered from the State Council's yearly notice, as its text or as two lists of days. Entering a year again
replaces it, which --replace has to say; ``undo`` brings back what held before. Both are kept with who and why. The
services take it within seconds, without a restart; limits that wait for it are dated, those that run dated again.
Reads TONGXIN_MONGO_URL, TONGXIN_DATABASE_PREFIX and TONGXIN_REFERENCE.
"""

import argparse
import os
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from deploy.command_line import carried_out
from shared.kernel.calendar import CalendarYear, EnteredYear, counted, latest, taking_back
from shared.kernel.calendar_entry import NothingToTakeBack, complete, new_entry
from shared.kernel.errors import Invalid
from shared.kernel.holiday_notice import calendar_year, read_notice
from shared.kernel.ids import new_id
from shared.reference.calendars import calendar_of
from shared.reference.installed import in_use
from shared.reference.package import Package, PackageWrong
from shared.storage.calendar_years import CalendarYears
from shared.storage.mongo import connect, database

KEEPERS = ("rescue",)
"""The services that count in working days; each keeps the entries in its own database."""


class NoticeUnreadable(Invalid):
    slug = "notice-unreadable"
    zh = "读不到通知文件：{why}"
    en = "The notice cannot be read: {why}"


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
    entering.add_argument("--replace", action="store_true", help="the year is there already, and is meant")
    undoing = kinds.add_parser("undo", help="take back what was entered last for a year; the earlier one holds again")
    undoing.add_argument("year", type=int)
    undoing.add_argument("--why", required=True, help="why, or the notice that says so")
    undoing.add_argument("--by", required=True, help="your user name")
    return parser


def _year(asked: argparse.Namespace) -> CalendarYear:
    """The year that is asked for. Raises what the notice may be refused for, and NoticeUnreadable."""
    if asked.text is None:
        return calendar_year(asked.year, asked.days_off, asked.make_up, asked.notice)
    try:
        text = sys.stdin.read() if asked.text == "-" else Path(asked.text).read_text(encoding="utf-8")
    except OSError as unread:
        raise NoticeUnreadable(why=str(unread)) from unread
    return read_notice(asked.year, text, asked.notice)


async def _run(asked: argparse.Namespace, environment: Mapping[str, str]) -> None:
    client = connect(environment["TONGXIN_MONGO_URL"])
    prefix = environment.get("TONGXIN_DATABASE_PREFIX", "tongxin_")
    root = environment.get("TONGXIN_REFERENCE")
    asked.package = in_use("calendars", Path(root) if root else None)
    work = {"list": _listed, "enter": _entered, "undo": _undone}[asked.what]
    try:
        for service in KEEPERS:
            print(await work(service, CalendarYears(database(client, prefix + service)), asked))
    finally:
        client.close()


async def _listed(service: str, kept: CalendarYears, asked: argparse.Namespace) -> str:
    return "\n".join(_lines(service, await kept.entries(), asked.package))


async def _entered(service: str, kept: CalendarYears, asked: argparse.Namespace) -> str:
    """Raises what the notice or the entry may be refused for."""
    year, known = _year(asked), {**calendar_of(asked.package).years, **counted(await kept.entries())}
    entry = new_entry(EnteredYear(asked.year, year, asked.by, datetime.now(UTC)), known, replaces=asked.replace)
    await kept.enter(new_id(), entry)
    off, worked = (" ".join(map(str, sorted(days))) for days in (year.days_off, year.make_up_days))
    return f"已录入 · entered: {service} {asked.year}\n  放假 · off: {off}\n  上班 · worked: {worked}"


async def _undone(service: str, kept: CalendarYears, asked: argparse.Namespace) -> str:
    """Raises NothingToTakeBack."""
    held = latest(await kept.entries()).get(asked.year)
    if held is None:
        raise NothingToTakeBack(year=asked.year)
    await kept.enter(new_id(), taking_back(held, asked.why, asked.by, datetime.now(UTC)))
    return f"已撤销 · taken back: {service} {asked.year}（{held.by}: {held.year.source}）"


def _lines(service: str, entries: list[EnteredYear], package: Package) -> list[str]:
    years, holding = calendar_of(package).years, latest(entries)
    told = [f"{service}: {min(years)}-{max(years)} 数据包 · package {package.manifest.version}"]
    for one in entries:
        if one.takes_back:
            note = " （撤销上一次录入 · takes the entry before it back）"
        elif holding.get(one.number) is not one:
            note = " （不再有效 · holds no more）"
        else:
            fit = one.countable and complete(one.number, one.year)
            note = "" if fit else " （有误，请更正或撤销 · wrong: correct it or take it back）"
        told.append(f"{one.number} {one.at:%Y-%m-%d %H:%MZ} {one.by}: {one.year.source}{note}")
    return told


def main(arguments: list[str], environment: Mapping[str, str] = os.environ) -> int:
    """Exit code 1 after a sentence that says why not."""
    asked = _parser().parse_args(arguments)
    try:
        return carried_out(_run(asked, environment), "deploy.working_calendar")
    except PackageWrong as wrong:
        print(f"✗ {wrong.zh}\n  {wrong.en}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
