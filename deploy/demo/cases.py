"""Two rescue stories after the articles, told as the station would: nothing is asked of the talent pool yet.

The woman's speech is noted but nobody was looked for, so that whoever tries the product can make that journey.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from shared.kernel.roles import Role

WORKER, HEAD = ("jiuzhu", Role.RESCUE_WORKER), ("zhanzhang", Role.STATION_HEAD)


@dataclass(frozen=True)
class Step:
    """One request about a case: who sends it, where below the case, and what.

    ``after`` is how long after the entry it happened; what is done by writing it down has none. ``confirms`` names the
    command by which a second person confirms what a notice shows.
    """

    staff: tuple[str, Role]
    path: str
    body: Mapping[str, Any]
    after: timedelta | None = None
    confirms: str = ""

    def told(self, entered_at: datetime) -> dict[str, Any]:
        """The body for somebody who came at this instant: with the time when it happened, and what shows that."""
        if self.after is None:
            return dict(self.body)
        happened = (entered_at + self.after).isoformat()
        return {**self.body, "occurred_at": happened, "evidence": "值班日志（示例）"}


@dataclass(frozen=True)
class Story:
    """A case. ``label`` is how the station calls the person, and finds the case again."""

    label: str
    entered_before: timedelta
    opening: Mapping[str, Any]
    steps: tuple[Step, ...]

    def opened(self, entered_at: datetime) -> dict[str, Any]:
        """The body that opens the case of somebody who came at this instant."""
        intake = {**self.opening["intake"], "entered_at": entered_at.isoformat()}
        return {"intake": intake, "person": {**self.opening["person"], "temporary_label": self.label}}


def known(value: object) -> dict[str, object]:
    """An answer that is known."""
    return {"value": value}


MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
NOT_KNOWN = {"unknown": "not_known"}

WOMAN = Story(
    label="示例一（无名女）",
    entered_before=timedelta(hours=2),
    opening={
        "intake": {
            "arrival": "police",
            "found_place": "奉化汽车站候车室",
            "brought_by": "示例派出所",
            "circumstances": "独自在候车室过夜，不会说普通话，问话时只说几句方言。",
        },
        "person": {
            "name": NOT_KNOWN,
            "home": NOT_KNOWN,
            "sex": known("female"),
            "age": known({"low": 50, "high": 60, "estimated_by": "救助员目测"}),
            "height_cm": known(155),
            "features": "短发，左手手背有一处旧烫伤疤。",
            "marks": [{"site": "左手手背", "kind": "scar", "text": "旧烫伤疤，约三厘米"}],
            "clothing": "深蓝色棉外套，黑色布鞋",
            "belongings": "一只花布包，内有手帕和几枚硬币",
        },
    },
    steps=(
        Step(WORKER, "/placements", {"place": "in_station", "name": "奉化区救助管理站"}, 15 * MINUTE),
        Step(
            WORKER,
            "/interviews",
            {
                "language": "方言，普通话不通",
                "ability": "few_words",
                "words_heard": "反复说想回家，提到家里种麦子、吃馍。",
                "remarks": "情绪平稳，愿意交流，能听懂简单手势。",
                "clues": [
                    {"kind": "dialect", "words": "像安徽话"},
                    {"kind": "crop", "words": "家里种麦子"},
                    {"kind": "food", "words": "吃馍"},
                ],
            },
            45 * MINUTE,
        ),
    ),
)

MAN = Story(
    label="示例二（无名男）",
    entered_before=timedelta(hours=20),
    opening={
        "intake": {
            "arrival": "citizen",
            "found_place": "莼湖街道某村公路边",
            "circumstances": "村民发现一位老人在公路边徘徊，说话含糊，记不起家在哪里。",
        },
        "person": {
            "name": known({"heard_as": "老龙"}),
            "home": NOT_KNOWN,
            "sex": known("male"),
            "age": known({"low": 65, "high": 78, "estimated_by": "医生"}),
            "height_cm": known(162),
            "features": "背微驼，右侧门牙缺失，走路稍跛。",
            "marks": [{"site": "右上门牙", "kind": "dental", "text": "缺失"}],
            "clothing": "灰色夹克，解放鞋",
            "health": "血压偏高，需复查。",
        },
    },
    steps=(
        Step(WORKER, "/placements", {"place": "hospital", "name": "示例医院"}, 40 * MINUTE),
        Step(
            WORKER,
            "/interviews",
            {
                "language": "西南口音，部分能听懂",
                "ability": "sentences",
                "words_heard": "说家门口有条江，儿子在外打工，赶场要走半天山路。",
                "clues": [
                    {"kind": "area_word", "words": "像贵州那边"},
                    {"kind": "custom", "words": "赶场要走半天"},
                    {"kind": "terrain", "words": "家门口有条江，四面是山"},
                ],
            },
            3 * HOUR,
        ),
        Step(
            WORKER,
            "/inquiries",
            {"kind": "missing_list", "office": "示例派出所", "request_no": "示例报〔1〕号"},
            4 * HOUR,
        ),
        Step(
            WORKER,
            "/inquiries/{inquiry}/reply",
            {"outcome": "no_hit", "paper": "示例复〔1〕号", "remarks": "本市失踪人员库中没有相符的人。"},
            18 * HOUR,
        ),
        Step(
            WORKER,
            "/inquiries",
            {"kind": "dna_sample", "office": "示例派出所", "request_no": "示例报〔2〕号"},
            19 * HOUR,
        ),
        Step(
            WORKER,
            "/notices",
            {
                "features": "背微驼，右侧门牙缺失，走路稍跛。",
                "contact_phone": "0574-00000000",
                "shown_name": "自称“老龙”",
                "sex": "男",
                "age": "65至78岁（估）",
                "height": "约162厘米",
                "speech": "西南口音",
                "clothing": "灰色夹克，解放鞋",
                "found_place": "奉化区莼湖街道",
            },
        ),
        Step(HEAD, "/notices/{notice}/approval", {}, confirms="approve_notice"),
        Step(
            WORKER,
            "/notices/{notice}/publications",
            {"channel": "national_site", "reference": "示例编号 0001"},
        ),
        Step(
            WORKER,
            "/placements",
            {"place": "hospital", "name": "示例医院", "ward": "老年科", "bed": "12"},
            19 * HOUR + 30 * MINUTE,
        ),
    ),
)
STORIES = (WOMAN, MAN)
