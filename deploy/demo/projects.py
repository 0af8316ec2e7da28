"""62 projects of 31 organisations in three rounds, 1,230,000 yuan in all, as in the article; invented one by one."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from deploy.demo.organisations import Example, examples
from shared.kernel.money import Fen, allocate
from shared.reference.calendars import chinese_calendar

SEED = 62
WORKING_DAYS = chinese_calendar()
TOTAL_FEN = 123_000_000
SIGNED_ON = {2018: date(2018, 7, 16), 2019: date(2019, 6, 24), 2020: date(2020, 6, 29)}
IN_ROUND = {2018: 18, 2019: 21, 2020: 23}
OF_EACH = (3,) * 9 + (2,) * 13 + (1,) * 9
"""How many projects the 31 organisations have."""

FIELD_OF = {
    "启航残疾人服务中心": "disability",
    "和善社工": "youth",
    "锋之社社工": "elders",
    "锋之社爱心服务协会": "elders",
    "捷达阳光家园": "correction",
    "水鹰户外救援队": "community",
    "何美蓉道德模范工作室": "hardship",
}
TITLES = {
    "elders": ("山区老人健康随访", "独居老人每日一问", "记忆家园认知关爱", "长者智能手机课堂", "银龄互助小组"),
    "children": ("四点半课堂", "留守儿童周末陪伴", "亲子阅读进村", "儿童安全自护营", "梦想小屋改造"),
    "youth": ("青春成长工作坊", "假期研学伙伴", "青少年心理微课堂", "职业体验日", "同龄人支持计划"),
    "disability": ("无障碍出行伙伴", "居家康复上门", "手语进社区", "辅具循环使用", "心智障碍家庭喘息服务"),
    "hardship": ("困难家庭微心愿", "临时救助陪同申办", "一户一策帮扶", "爱心物资循环站", "单亲家庭支持小组"),
    "community": ("邻里议事厅", "社区安全急救培训", "楼道公约共建", "垃圾分类伙伴", "社区文化记忆馆"),
    "correction": ("回归路上同行", "家庭关系调解", "就业技能重建", "法治与心理辅导"),
}
_COMMON_FIELDS = sorted(TITLES.keys() - {"correction"})
_LIKELY = ("社会工作服务中心", "志愿者协会", "公益协会", "爱心协会", "康复中心", "邻里服务中心")


@dataclass(frozen=True)
class Instalment:
    """Part of a project's money: how much, when, after which report, and whether it was paid."""

    amount_fen: Fen
    due_on: date
    report_need: str
    paid: bool

    @property
    def paid_on(self) -> date:
        """Banks pay on working days: its planned day, or the first one after it."""
        return WORKING_DAYS.next_working_day(self.due_on)

    @property
    def reported_on(self) -> date:
        """The working day on which its report came in."""
        return WORKING_DAYS.next_working_day(self.due_on - timedelta(days=24))

    @property
    def accepted_on(self) -> date:
        """The working day on which its report was accepted."""
        return WORKING_DAYS.next_working_day(self.due_on - timedelta(days=12))


@dataclass(frozen=True)
class Project:
    """One agreement. ``organisation_code`` is the credit code of the organisation."""

    organisation_code: str
    title: str
    round: int
    field: str
    amount_fen: Fen
    signed_on: date
    instalments: tuple[Instalment, ...]


def projects() -> list[Project]:
    """All 62, the same on every run, round by round. Their titles say that they are examples."""
    chance = random.Random(SEED)  # noqa: S311  (the same on every run, not a secret)
    awards = _awards(chance)
    weights = [chance.randint(12, 32) for _ in awards]
    amounts = allocate(TOTAL_FEN // 100_000, weights)
    used: set[tuple[str, str]] = set()
    made = []
    for (who, round_), thousands in zip(awards, amounts, strict=True):
        field = FIELD_OF.get(who.name) or chance.choice(_COMMON_FIELDS)
        title = next(t for t in chance.sample(TITLES[field], len(TITLES[field])) if (who.code, t) not in used)
        used.add((who.code, title))
        made.append(_project(who, title, round_, field, thousands * 100_000))
    return made


def _awards(chance: random.Random) -> list[tuple[Example, int]]:
    """Who has a project in which round; nobody in a round before it was founded."""
    everybody = examples()
    likely = [one for one in everybody[9:] if one.name.endswith(_LIKELY) and one.founded_on < date(2018, 1, 1)]
    chosen = [*everybody[:9], *chance.sample(likely, 22)]
    shares = dict(zip((one.code for one in chosen), OF_EACH, strict=True))
    awards: list[tuple[Example, int]] = []
    for round_, places in sorted(IN_ROUND.items()):
        waiting = sorted(chosen, key=lambda one: (-shares[one.code], chance.random()))
        for one in waiting[:places]:
            shares[one.code] -= 1
            awards.append((one, round_))
    return awards


def _project(who: Example, title: str, round_: int, field: str, amount: Fen) -> Project:
    """60 % after signing and 40 % after the report; of the last round the second part is still to be paid."""
    signed_on = SIGNED_ON[round_]
    first, second = allocate(amount, (6, 4))
    parts = (
        Instalment(first, signed_on + timedelta(days=15), "none", paid=True),
        Instalment(second, signed_on + timedelta(days=180), "final", paid=round_ < 2020),
    )
    return Project(who.code, f"{title}（示例）", round_, field, amount, signed_on, parts)
