"""Three hundred invented names, and how staff who only heard them may type each: for measuring the search by name."""

from itertools import cycle, islice

MANY_READINGS = {
    "覃": "qin tan", "单": "shan dan", "么": "yao me", "秘": "bi mi", "祭": "zhai ji", "都": "du dou",
    "乜": "nie mie", "繁": "po fan", "乐": "yue le", "曾": "zeng ceng", "仇": "qiu chou", "区": "ou qu",
    "解": "xie jie", "查": "zha cha", "盖": "ge gai", "翟": "zhai di", "缪": "miao mou mu", "种": "chong zhong",
    "朴": "piao pu", "员": "yun yuan", "冼": "xian xi", "尉": "wei yu", "折": "she zhe", "隗": "kui wei",
    "郗": "xi chi", "黑": "he hei", "牟": "mou mu", "单于": "chan|yu shan|yu", "尉迟": "yu|chi wei|chi",
    "万俟": "mo|qi wan|qi", "长孙": "zhang|sun chang|sun", "令狐": "ling|hu", "澹台": "tan|tai dan|tai",
}  # fmt: skip
"""Surnames with every reading that a stated name is typed by; syllables of one reading are parted by a bar."""

HEARD_AS = {
    "吴": "胡", "胡": "吴", "王": "黄", "黄": "王", "陈": "程", "程": "秦", "张": "姜", "姜": "张", "钱": "齐",
    "余": "袁", "袁": "俞", "李": "吕", "连": "黎", "周": "纠", "魏": "惠", "庄": "臧", "仇": "裘", "沈": "辛",
    "赵": "焦", "孙": "森",
}  # fmt: skip
"""Surnames and what an ear in Ningbo writes down for them."""

COMMON = (
    "刘杨高林何郭马罗梁宋谢韩唐冯董萧曹潘许邓彭傅苏卢蒋蔡贾丁叶杜汪田任方石"
    "姚谭廖邹熊金陆郝孔白崔康毛邱江史顾侯邵孟龙万段雷汤尹"
)
GIVEN = (
    "志英桂兰建国秀珍小妹阿毛大勇海燕卫平长发金花玉芬国良月仙根宝彩凤文娟水根"
    "丽娜兴旺雪琴财富银娣和平振华春梅明亮素贞永昌爱莲光辉亚男福生美玲德才友根"
)
_GIVEN = [GIVEN[start : start + 2] for start in range(0, len(GIVEN), 2)]


def names(count: int = 300) -> list[str]:
    """Invented names, none twice: the surnames above in turn, each with ever other given names."""
    surnames = [*MANY_READINGS, *HEARD_AS, *COMMON]
    pairs = zip(cycle(surnames), (given for turn in range(len(_GIVEN)) for given in _turned(turn)), strict=False)
    return list(islice(dict.fromkeys(surname + given for surname, given in pairs), count))


def _turned(turn: int) -> list[str]:
    return [*_GIVEN[turn:], *_GIVEN[:turn]]


def typed_for(name: str, given_sounds: str) -> list[str]:
    """What may be typed for a name by who heard it, in the pinyin of each reading and in the characters of Ningbo."""
    surname = name[:-2]
    sounds = MANY_READINGS.get(surname, "").split()
    typed = [f"{reading.replace('|', ' ')} {given_sounds}" for reading in sounds]
    return [*typed, HEARD_AS[surname] + name[-2:]] if surname in HEARD_AS else typed
