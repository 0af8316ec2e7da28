"""What each way of leaving asks for (离站要求), with where that is written, for the page of rules.

The guards stand in ``departing`` and ``ways``, the numbers in ``departure_rules`` and in the table of limits; here they
are told in words. A rule of this house (本站自定) is one for which no law was found.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from services.rescue.domain.departure_rules import ALONE_FROM_AGE, ESCORTS, INTERVIEW_WITHIN_DAYS, RULES
from services.rescue.domain.kinds import Departure
from services.rescue.domain.limits import SETTLEMENT
from shared.clock.rules import RuleTable, Status
from shared.kernel.labels import Words

_132 = "民发〔2014〕132号"
_381 = "《城市生活无着的流浪乞讨人员救助管理办法》（国务院令第381号）第六条、第九条"
_158 = "民政部、公安部《关于加强生活无着流浪乞讨人员身份查询和照料安置工作的意见》（民发〔2015〕158号）"
_HOUSE = "本站自定，没有查到统一规定"


@dataclass(frozen=True)
class Demand:
    """One thing that a way of leaving asks for. ``number`` names the dated rule whose amount stands in the words."""

    how: Departure
    words: Words
    source: str = ""
    status: Status = Status.REPORTED
    number: str = ""


@dataclass(frozen=True)
class DatedDemand:
    """A demand in the text that is, was or will be in force from this day; None where no day is known."""

    how: Departure
    words: Words
    source: str
    status: Status
    valid_from: date | None
    current: bool


DEMANDS = (
    Demand(Departure.LEFT_ALONE, Words("本人签自行离站声明书", "The person signs the declaration"), f"{_132} 自行离站"),
    Demand(
        Departure.LEFT_ALONE,
        Words(
            "年满 {n} 周岁；年龄范围或者身份证号碰到更小的，按未成年人办理",
            "At least {n} years old, also by the lowest estimate and by the ID number",
        ),
        number=ALONE_FROM_AGE,
    ),
    Demand(
        Departure.LEFT_ALONE,
        Words(
            "评估过，没有精神障碍或者智力残疾迹象", "Assessed: no signs of mental disorder or intellectual disability"
        ),
        f"{_132} 自行离站",
    ),
    Demand(
        Departure.FETCHED,
        Words(
            "查验接领人的身份证件并留存复印件，接领人签字",
            "The relative's identity card is checked and copied, and the relative signs",
        ),
        f"{_132} 接送返回",
    ),
    Demand(
        Departure.ESCORTED,
        Words("至少 {n} 人护送，其中一人与本人同性别", "At least {n} escorts, one of them of the person's sex"),
        number=ESCORTS,
    ),
    Demand(
        Departure.ESCORTED,
        Words("交接单双方签字", "Both sides sign the handover paper"),
        _HOUSE,
        Status.HOUSE,
    ),
    Demand(
        Departure.ESCORTED,
        Words("随身物品清点交还", "Belongings are counted and given back"),
        _381,
        Status.CONFIRMED,
    ),
    Demand(Departure.SETTLED, Words("入站超过 {n} 个月", "More than {n} months since the arrival"), number=SETTLEMENT),
    Demand(
        Departure.SETTLED,
        Words("发布过寻亲公告", "A search notice was published"),
        f"{_158}一（二）",
    ),
    Demand(
        Departure.SETTLED,
        Words("{n} 日内问询过", "An interview within the last {n} days"),
        number=INTERVIEW_WITHIN_DAYS,
    ),
    Demand(
        Departure.SETTLED,
        Words(
            "公安比对、注销户口比对、失踪人员库比对的答复；本案报请过的，用登记的答复",
            "Answers of police: comparison, cancelled households, missing list; the case's own where it asked",
        ),
        "各地办理指南，没有查到浙江省、宁波市的规定",
    ),
    Demand(
        Departure.SETTLED,
        Words(
            "安置方案已经批准，落在机构的集体户", "The plan is approved, and the household is that of an institution"
        ),
        "三门峡市陕州区2023年9月1日的办理指南",
    ),
    Demand(
        Departure.TRANSFERRED,
        Words("接收机构和转送文书", "The receiving institution and its paper"),
        _HOUSE,
        Status.HOUSE,
    ),
    Demand(
        Departure.WALKED_OUT,
        Words("写明经过并报警，未成年人也一样", "What happened is written down and reported to the police"),
        f"{_132} 自行离站",
    ),
    Demand(
        Departure.DECEASED,
        Words(
            "死亡证明、报告公安机关、随身物品、遗体和骨灰；由救助站长登记",
            "The certificate, the police informed, belongings, remains and ashes; recorded by the head of the station",
        ),
        _HOUSE,
        Status.HOUSE,
    ),
    Demand(
        Departure.NEVER_CAME, Words("只接到报告，人一直没有来", "Only reported, and never here"), _HOUSE, Status.HOUSE
    ),
)
"""In the order of the ways as they are offered; within a way as they are looked at.

132号 was read in reprints, 381号令 in its own text.
"""


def demands(rules: RuleTable, today: date) -> Iterator[DatedDemand]:
    """Every demand in every text, the newest text of a number first."""
    for one in DEMANDS:
        if one.number:
            yield from _dated(one, rules, today)
        else:
            yield DatedDemand(one.how, one.words, one.source, one.status, None, current=True)


def _dated(demand: Demand, rules: RuleTable, today: date) -> Iterator[DatedDemand]:
    of_limit = [(rule.amount, rule.source, rule.status, rule.valid_from) for rule in rules.versions(demand.number)]
    of_table = [
        (rule.amount, rule.source, rule.status, rule.valid_from) for rule in RULES if rule.code == demand.number
    ]
    texts = sorted((*of_limit, *of_table), key=lambda text: text[3], reverse=True)
    now = next((text for text in texts if text[3] <= today), None)
    for text in texts:
        amount, source, status, since = text
        words = Words(demand.words.zh.format(n=amount), demand.words.en.format(n=amount))
        yield DatedDemand(demand.how, words, source, status, since, current=text is now)
