"""Write the kernel's working calendar from the package chinesecalendar: ``python -m deploy.shipped_calendar``."""

import json
from collections import defaultdict
from datetime import date
from importlib.metadata import version

from chinese_calendar.constants import holidays, workdays

from shared.kernel.calendar import DATA

_YEARS_FROM_NOTICE_SEEN = {2026: "国务院办公厅关于2026年部分节假日安排的通知（2025-11-04）；"}


def calendar_years() -> dict[str, dict[str, str | list[str]]]:
    """Each year's weekdays off and weekend days worked, with the source."""
    off: defaultdict[int, list[date]] = defaultdict(list)
    make_up: defaultdict[int, list[date]] = defaultdict(list)
    for day in holidays:
        if day.weekday() < 5:
            off[day.year].append(day)
    for day in workdays:
        if day.weekday() >= 5:
            make_up[day.year].append(day)
    package = f"chinesecalendar {version('chinesecalendar')} (MIT)，据国务院办公厅历年放假通知"
    return {
        str(year): {
            "source": _YEARS_FROM_NOTICE_SEEN.get(year, "") + package,
            "days_off": [day.isoformat() for day in sorted(off[year])],
            "make_up_days": [day.isoformat() for day in sorted(make_up[year])],
        }
        for year in sorted(off)
    }


def main() -> None:
    """Write the file; run it after the package knows a new year, and read the difference before committing it."""
    DATA.write_text(json.dumps(calendar_years(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
