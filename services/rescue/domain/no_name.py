"""Words that are written where no name is known (不知道, 无名氏): they are no statement of who somebody is."""

import re
import unicodedata

from shared.kernel.texts import without_unseen

_NO_NAME = re.compile(
    "(不知(道|晓)?|不(详|明|清楚?)|未(知|详|明|报)|无(名氏?.{0,4})?|没有?(名字?|姓名)?|佚名|某+(人|某)?|匿名|拒(答|报|绝)|身份不明.*"
    "|x+|none|null|nil|na|unknown|unnamed|noname|anonymous|nobody|buzhidao|weizhi|buxiang|wumingshi|wuming)"
)
_PREFIX = re.compile("(本人|姓名|名字|name)+")


def names_somebody(text: str) -> bool:
    """Whether the text may be somebody's name: it has a letter that is seen, and is no word for an unknown name.

    A part of a name (张某) is one. Punctuation, spaces and digits alone are none.
    """
    told = without_unseen(unicodedata.normalize("NFKC", text))
    letters = "".join(one for one in told if unicodedata.category(one).startswith("L")).lower()
    return bool(letters) and not _NO_NAME.fullmatch(_PREFIX.sub("", letters) or letters)
