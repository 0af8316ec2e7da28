"""How the invented names are made: nobody and nothing is meant, and what is made so is marked as an example."""

import tomllib
from pathlib import Path

_WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))

SURNAMES, GIVEN, ROADS = (_WORDS[name].split() for name in ("surnames", "given", "roads"))
_PLACES, _TRADES, _PASTIMES, _LEARNING = (_WORDS[name].split() for name in ("places", "trades", "pastimes", "learning"))
_GOOD, _CHILD, _NATIVE = (_WORDS[name].split() for name in ("good_words", "child_words", "native_circles"))

STREETS = (
    ("锦屏街道", "锦屏", 130),
    ("岳林街道", "岳林", 125),
    ("江口街道", "江口", 85),
    ("西坞街道", "西坞", 60),
    ("萧王庙街道", "萧王庙", 50),
    ("方桥街道", "方桥", 35),
    ("尚田街道", "尚田", 55),
    ("莼湖街道", "莼湖", 65),
    ("溪口镇", "溪口", 90),
    ("裘村镇", "裘村", 28),
    ("大堰镇", "大堰", 24),
    ("松岙镇", "松岙", 22),
)
"""The twelve streets and towns with their short names and how many organisations sit there: 769 in all."""

_CIVIL, _SCHOOL, _CULTURE, _FARM = "奉化区民政局", "奉化区教育局", "奉化区文化和广电旅游体育局", "奉化区农业农村局"
_HEALTH, _TRADE, _YOUTH, _JUSTICE = "奉化区卫生健康局", "奉化区工商业联合会", "共青团奉化区委", "奉化区司法局"
_DISABLED = "奉化区残疾人联合会"

FOUNDATIONS = ((("慈善", "教育发展", "见义勇为", "乡贤"), "基金会", _CIVIL),)
"""Each pattern: what the name is made of, how it ends, and who supervises."""

ASSOCIATIONS = (
    (_TRADES, "行业协会", _TRADE),
    (_PASTIMES, "协会", _CULTURE),
    (_LEARNING, "学会", "奉化区科学技术协会"),
    (_LEARNING, "研究会", "奉化区社会科学界联合会"),
    (_NATIVE, "商会", _TRADE),
    (_GOOD, "志愿者协会", _YOUTH),
    (_GOOD, "爱心协会", _CIVIL),
    (_GOOD, "公益协会", _CIVIL),
    (_PLACES, "老年协会", _CIVIL),
    (_PLACES, "志愿服务协会", _YOUTH),
)
AGENCIES = (
    (_CHILD, "幼儿园", _SCHOOL),
    (_CHILD, "托育服务中心", _HEALTH),
    (_CHILD, "课后服务中心", _SCHOOL),
    (_GOOD, "培训学校", _SCHOOL),
    (_GOOD, "艺术培训中心", _CULTURE),
    (_GOOD, "社会工作服务中心", _CIVIL),
    (_GOOD, "体育俱乐部", _CULTURE),
    (_GOOD, "康复中心", _DISABLED),
    (_GOOD, "养老服务中心", _CIVIL),
    (_PLACES, "居家养老服务中心", _CIVIL),
    (_PLACES, "村民调解服务中心", _JUSTICE),
    (_PLACES, "邻里服务中心", _CIVIL),
    (_PLACES, "农技服务中心", _FARM),
    (_PASTIMES, "俱乐部", _CULTURE),
    (_LEARNING, "服务中心", "奉化区科学技术协会"),
)
OF_EACH_STREET = (
    ("商会", "社会团体"),
    ("乡贤联谊会", "社会团体"),
    ("志愿者协会", "社会团体"),
    ("文化体育协会", "社会团体"),
    ("社会组织服务中心", "社会服务机构"),
    ("养老院", "社会服务机构"),
    ("残疾人之家", "社会服务机构"),
)
"""How the names end that every street or town has once, with their kinds; its own office supervises."""
