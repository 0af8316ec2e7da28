"""How Han characters sound, from the package pypinyin; the first character is read as a surname."""

from pypinyin import Style, lazy_pinyin

_AS_SURNAME = {
    "曾": "zeng",
    "单": "shan",
    "仇": "qiu",
    "区": "ou",
    "解": "xie",
    "查": "zha",
    "任": "ren",
    "朴": "piao",
    "盖": "ge",
    "翟": "zhai",
    "乐": "yue",
    "员": "yun",
    "华": "hua",
    "燕": "yan",
    "缪": "miao",
    "种": "chong",
}
"""Surnames that are read otherwise than the word."""


class Pypinyin:
    """Toneless Mandarin syllables; a character without a reading is left out."""

    def sounds(self, han: str) -> list[str]:
        """One syllable per character, ü written v."""
        syllables: list[str] = lazy_pinyin(han, style=Style.NORMAL, errors="ignore", v_to_u=False)
        if han[:1] in _AS_SURNAME and syllables:
            syllables[0] = _AS_SURNAME[han[0]]
        return syllables
