"""Write the shipped working calendar from the package chinesecalendar: ``python -m deploy.shipped_calendar``."""

import csv
from collections.abc import Iterable, Sequence
from importlib.metadata import version

from chinese_calendar.constants import holidays, workdays

from shared.reference.calendars import OFF, WORKED
from shared.reference.package import SCHEMAS
from shared.reference.sealing import seal
from shared.reference.shipped import SHIPPED

_BEFORE = "据国务院办公厅历年放假通知"
_NOTICES = {
    2008: "国办发明电〔2007〕52号，2007-12-15",
    2009: "国办发明电〔2008〕42号，2008-12-04",
    2010: "国办发明电〔2009〕27号，2009-12-08",
    2011: "国办发明电〔2010〕40号，2010-12-10",
    2012: "国办发明电〔2011〕45号，2011-12-06",
    2013: "国办发明电〔2012〕33号，2012-12-08",
    2014: "国办发明电〔2013〕28号，2013-12-11",
    2015: "国办发明电〔2014〕28号，2014-12-16；国发明电〔2015〕1号",
    2016: "国办发明电〔2015〕18号，2015-12-10",
    2017: "国办发明电〔2016〕17号，2016-12-01",
    2018: "国办发明电〔2017〕12号，2017-11-30",
    2019: "国办发明电〔2018〕15号，2018-12-04；国办发明电〔2019〕3号",
    2020: "国办发明电〔2019〕16号，2019-11-21；国办发明电〔2020〕1号",
    2021: "国办发明电〔2020〕27号，2020-11-25",
    2022: "国办发明电〔2021〕11号，2021-10-25",
    2023: "国办发明电〔2022〕16号，2022-12-08",
    2024: "国办发明电〔2023〕7号，2023-10-25",
    2025: "国办发明电〔2024〕12号，2024-11-12",
    2026: "国办发明电〔2025〕7号，2025-11-04",
}
"""Number and day of each year's notice, and of what changed it later. That of 2026 was read; the others are as lists of
them tell, which agree with each other. Before 2008 none was found.
"""


def days() -> list[tuple[str, str]]:
    """Weekdays off and weekend days worked, in order."""
    off = [(day.isoformat(), OFF) for day in holidays if day.weekday() < 5]
    return sorted([*off, *((day.isoformat(), WORKED) for day in workdays if day.weekday() >= 5)])


def years() -> list[tuple[str, str]]:
    """Each year with its source."""
    package = f"chinesecalendar {version('chinesecalendar')} (MIT)"
    found = sorted({day.year for day in holidays if day.weekday() < 5})
    return [
        (str(year), f"{_notice(year)}；{package}" if year in _NOTICES else f"{package}，{_BEFORE}") for year in found
    ]


def _notice(year: int) -> str:
    return f"国务院办公厅关于{year}年部分节假日安排的通知（{_NOTICES[year]}）"


def _write(name: str, rows: Iterable[Sequence[str]]) -> None:
    with (SHIPPED / "calendars" / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(SCHEMAS["calendars"][name])
        writer.writerows(rows)


def main() -> None:
    """Write the package; run it after chinesecalendar knows a new year, and read the difference before committing."""
    _write("days.csv", days())
    _write("years.csv", years())
    seal(SHIPPED / "calendars")


if __name__ == "__main__":
    main()
