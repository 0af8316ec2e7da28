"""Which syllables of Mandarin one ear in Ningbo or Fenghua takes for another: what is written down there for a name.

Every merger is homophony in the city of Ningbo, as recorded in 汤珍珠、陈忠敏、吴新贤《宁波方言词典》
(江苏教育出版社, 1997) and 《宁波市志·方言》 (中华书局, 1995), read from the table of homophones 字表_pure.tsv
of ionkaon/dictionary, commit 0216972; the characters beside a rule share their sound there but for the tone
(`tests/rescue/data/ningbo.csv` holds their readings, and a test compares). Fenghua belongs to the
same small group of Wu (吴语太湖片甬江小片, 《浙江通志·方言志》), and nothing that it tells apart is merged here.
What is not true in Ningbo is not here: n and l, an and ang, 何 and 吴 stay apart; the fold of all southern mouths
stands beside this one.
"""

import re
from functools import lru_cache

_MERGERS = tuple(
    (re.compile(pattern), merged)
    for pattern, merged in (
        (r"^hu$", "wu"),  # 吴 胡
        (r"^hu(?=a)", "w"),  # 王 黄；完 桓；环 玩
        (r"^hui$", "wei"),  # 魏 惠 卫
        (r"^([yjq])uan$", r"\1u"),  # 余 俞 袁；捐 居；权 瞿
        (r"^([bpmdtnljqx])ian$", r"\1i"),  # 钱 齐；连 廉 黎；田 题；年 尼
        (r"^yan$", "yi"),  # 燕 意；言 移
        (r"^lv$", "li"),  # 吕 李
        (r"^zhang$", "jiang"),  # 张 姜
        (r"^zh(eng?|ao|ou)$", r"j\1"),  # 郑 近；招 焦；周 鸠
        (r"^ch(eng?|ao|ou)$", r"q\1"),  # 陈 程 秦；朝 乔；仇 裘
        (r"^sh(eng?|ao|ou)$", r"x\1"),  # 沈 辛 申；烧 萧；收 修
        (r"^([jqx])eng?$", r"\1in"),
        (r"^([jqx])ao$", r"\1iao"),
        (r"^([jqx])ou$", r"\1iu"),
        (r"^([zcs])huang$", r"\1ang"),  # 庄 臧；疮 仓；霜 桑
        (r"^([dtlzcs])un$", r"\1en"),  # 孙 森；敦 登；尊 曾
        (r"^([dtzcsh])eng$", r"\1en"),  # 曾 尊；恒 痕
        (r"^([zcs])h", r"\1"),  # 支 滋；师 司
        (r"ing$", "in"),  # 林 凌；金 经
    )
)


@lru_cache(maxsize=2048)
def fold_local(syllable: str) -> str:
    """The one syllable that stands for all that sound like this one in Ningbo, tones left aside."""
    for pattern, merged in _MERGERS:
        syllable = pattern.sub(merged, syllable)
    return syllable
