"""The 769 organisations of the end of 2019: nine named in the article, the others invented; 339 founded before 2017."""

import csv
import io
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from deploy.demo import names
from deploy.demo.office_days import office_day_of_year
from services.registry.domain.uscc import organisation_digit, total_digit

TOTAL = SEED = 769
BEFORE_2017 = 339
FOUNDED_IN = {2017: 150, 2018: 145, 2019: 135}
"""What the article gives are 339 at the end of 2016 and 430 more in three years; the split by year is invented."""

FORMER_CITY_UNTIL = date(2016, 11, 1)
HEADER = ("统一社会信用代码", "名称", "类型", "镇街道", "住所", "业务主管单位", "法定代表人", "成立日期", "示例")
PREFIX = {"社会团体": "51", "社会服务机构": "52", "基金会": "53"}


@dataclass(frozen=True)
class Example:
    """One row of the sheet."""

    code: str
    name: str
    kind: str
    street: str
    address: str
    supervisor: str
    legal_representative: str
    founded_on: date
    invented: bool
    examples: tuple[str, ...] = ()
    """Of a real organisation, the heads of the columns that the article does not speak of."""

    def cells(self) -> list[str]:
        """The row as the office's sheets have it."""
        mark = "示例" if self.invented else "、".join(self.examples)
        words = [self.code, self.name, self.kind, self.street, self.address, self.supervisor, self.legal_representative]
        return [*words, self.founded_on.isoformat(), mark]


@dataclass(frozen=True)
class Idea:
    """A name with its kind and supervisor; and its street where the name says one."""

    name: str
    kind: str
    supervisor: str
    street: str = ""


REAL = (
    ("锋之社爱心服务协会", "社会团体", "溪口镇", date(2013, 3, 5), True),
    ("博爱志愿者服务协会", "社会团体", "锦屏街道", date(2012, 5, 8), True),
    ("水鹰户外救援队", "社会服务机构", "岳林街道", date(2014, 9, 10), False),
    ("启航残疾人服务中心", "社会服务机构", "锦屏街道", date(2015, 5, 18), False),
    ("何美蓉道德模范工作室", "社会服务机构", "江口街道", date(2016, 3, 1), False),
    ("牵手志愿者协会", "社会团体", "岳林街道", date(2011, 12, 5), True),
    ("和善社工", "社会服务机构", "岳林街道", date(2017, 9, 12), True),
    ("锋之社社工", "社会服务机构", "溪口镇", date(2018, 4, 20), True),
    ("捷达阳光家园", "社会服务机构", "西坞街道", date(2017, 4, 6), True),
)
"""Named in the article, and whether it tells their kind too: 协会, or 专业社工机构.

Nobody is named as their legal representative, and whatever else a register asks for is an example.
"""
NOT_IN_THE_ARTICLE = ("统一社会信用代码", "镇街道", "住所", "业务主管单位", "成立日期")


def examples() -> list[Example]:
    """All 769, the same on every run; the nine named ones first."""
    chance = random.Random(SEED)  # noqa: S311  (the same on every run, not a secret)
    ideas = _ideas(chance, TOTAL - len(REAL))
    named = [(Idea(name, kind, "奉化区民政局"), street, day, False) for name, kind, street, day, _ in REAL]
    invented = zip(ideas, _streets(chance, ideas), _founding_days(chance), [True] * len(ideas), strict=True)
    rows = [_example(number, *one, chance) for number, one in enumerate([*named, *invented], start=1)]
    real = [replace(row, examples=_examples_of(told)) for row, (*_, told) in zip(rows, REAL, strict=False)]
    return [*real, *rows[len(real) :]]


def as_csv() -> bytes:
    """The sheet for registry's import."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(HEADER)
    writer.writerows(example.cells() for example in examples())
    return file.getvalue().encode("utf-8-sig")


def a_code(number: int, kind: str, founded_on: date) -> str:
    """A credit code that passes all checks; the series MJ9 with these numbers is made up here."""
    region = "330283" if founded_on < FORMER_CITY_UNTIL else "330213"
    body = f"MJ9{70_000 + number:05d}"
    first_17 = f"{PREFIX[kind]}{region}{body}{organisation_digit(body)}"
    return first_17 + total_digit(first_17)


def _examples_of(kind_is_told: bool) -> tuple[str, ...]:
    """The columns of a real organisation that are examples."""
    return NOT_IN_THE_ARTICLE if kind_is_told else (*NOT_IN_THE_ARTICLE, "类型")


def _example(number: int, idea: Idea, street: str, day: date, invented: bool, chance: random.Random) -> Example:
    address = f"{street}{chance.choice(names.ROADS)}{chance.randint(1, 399)}号"
    person = chance.choice(names.SURNAMES) + chance.choice(names.GIVEN) if invented else ""
    code = a_code(number, idea.kind, day)
    return Example(code, idea.name, idea.kind, street, address, idea.supervisor, person, day, invented)


def _founding_days(chance: random.Random) -> list[date]:
    """The founding days of the invented ones, so that with the nine the yearly counts come out."""
    left = {**FOUNDED_IN}
    before = BEFORE_2017
    for *_, day, _ in REAL:
        if day.year in left:
            left[day.year] -= 1
        else:
            before -= 1
    span = (date(2016, 12, 31) - date(1992, 1, 1)).days
    days = [date(1992, 1, 1) + timedelta(int(span * chance.random() ** 0.5)) for _ in range(before)]
    for year, count in left.items():
        days += [date(year, 1, 1) + timedelta(chance.randrange(365)) for _ in range(count)]
    chance.shuffle(days)
    return [office_day_of_year(day) for day in days]


def _ideas(chance: random.Random, count: int) -> list[Idea]:
    """So many invented organisations, each name once, in an order made by chance."""
    every = list({idea.name: idea for idea in _all_ideas()}.values())
    fixed = [idea for idea in every if idea.kind == "基金会"]
    others = [idea for idea in every if idea.kind != "基金会"]
    chance.shuffle(others)
    chosen = fixed + others[: count - len(fixed)]
    chance.shuffle(chosen)
    return chosen


def _streets(chance: random.Random, ideas: list[Idea]) -> list[str]:
    """A street for each: its own where the name says one, else by chance, so that the totals of the streets hold."""
    left = [name for name, _, count in names.STREETS for _ in range(count)]
    for street in [street for _, _, street, *_ in REAL] + [idea.street for idea in ideas if idea.street]:
        left.remove(street)
    chance.shuffle(left)
    return [idea.street or left.pop() for idea in ideas]


def _all_ideas() -> Iterator[Idea]:
    for kind, patterns in (
        ("基金会", names.FOUNDATIONS),
        ("社会团体", names.ASSOCIATIONS),
        ("社会服务机构", names.AGENCIES),
    ):
        for stems, ending, supervisor in patterns:
            yield from (Idea(f"奉化区{stem}{ending}", kind, supervisor) for stem in stems)
    for street, short, _ in names.STREETS:
        for ending, kind in names.OF_EACH_STREET:
            yield Idea(
                f"奉化区{short}{ending}",
                kind,
                f"奉化区{street}{'办事处' if street[-2:] == '街道' else '人民政府'}",
                street,
            )
