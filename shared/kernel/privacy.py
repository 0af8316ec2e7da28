"""Masks: the part of a name, ID number or phone that is shown to readers who need not know the whole."""

import re
import unicodedata

_COMPOUND_SURNAMES = frozenset(
    re.findall(
        "..",
        "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政濮阳公冶太叔申屠公孙慕容仲孙钟离长孙宇文"
        "司徒鲜于司空令狐亓官司寇拓跋呼延轩辕歐陽第五东郭南门百里西门左丘谷梁梁丘",
    )
)
_SHOWN = re.compile(r"[^\W_]")


def mask_name(name: str) -> str:
    """The surname, then one star for each further character: 张*、欧阳*. A lone character is a star itself."""
    name = name.strip()
    if len(name) <= 1:
        return "*" * len(name)
    kept = name[:2] if len(name) > 2 and name[:2] in _COMPOUND_SURNAMES else name[:1]
    return kept + "*" * (len(name) - len(kept))


def mask_id_number(number: str) -> str:
    """The first three and last four characters of an ID number; a number too short for that shows nothing."""
    number = number.strip().upper()
    if len(number) < 15:
        return "*" * len(number)
    return f"{number[:3]}{'*' * (len(number) - 7)}{number[-4:]}"


def mask_phone(phone: str) -> str:
    """The first three and last four digits of a mobile number, the last two of any other; separators stay."""
    phone = unicodedata.normalize("NFKC", phone)
    digits = len(_SHOWN.findall(phone))
    head, tail = (3, 4) if digits >= 11 and phone.lstrip("+")[:1] in "18" else (0, min(2, digits // 4))
    seen = 0

    def star(match: re.Match[str]) -> str:
        nonlocal seen
        seen += 1
        return match[0] if seen <= head or seen > digits - tail else "*"

    return _SHOWN.sub(star, phone)
