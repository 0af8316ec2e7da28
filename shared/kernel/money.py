"""Money is a whole number of 分: reading and writing yuan, 大写 numerals, and splitting without losing a 分."""

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from shared.kernel.errors import Invalid

Fen = int

_YUAN = re.compile(r"(?P<minus>-?)¥?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<ten_thousand>万)?元?整?")
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_UNITS = ((10**8, "亿"), (10**4, "万"), (10**3, "仟"), (10**2, "佰"), (10, "拾"))
_LIMIT = 10**16


class AmountUnreadable(Invalid):
    slug = "amount-unreadable"
    zh = "看不懂这个金额。请写成如 1230000、1,230,000.00 或 123万元，最多两位小数。"
    en = "This amount cannot be read. Write it like 1230000, 1,230,000.00 or 123万元, with at most two decimals."


def parse_yuan(text: str) -> Fen:
    """Read yuan as people write it (¥, thousands, 元, 万元, full-width digits). Raises AmountUnreadable."""
    match = _YUAN.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    if match is None:
        raise AmountUnreadable
    fen = Decimal(match["number"].replace(",", "")) * (1_000_000 if match["ten_thousand"] else 100)
    if fen != int(fen) or fen >= _LIMIT * 100:
        raise AmountUnreadable
    return -int(fen) if match["minus"] else int(fen)


def format_yuan(fen: Fen) -> str:
    """``¥1,230,000.00``: always two decimals, thousands grouped, the minus before the sign."""
    yuan, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}¥{yuan:,}.{rest:02d}"


def capital_yuan(fen: Fen) -> str:
    """The amount in capital numerals for agreements and payment papers, such as 人民币壹仟肆佰零玖元伍角.

    Basis: 中国人民银行《支付结算办法》附一 二至五: 整 after 元, none after 角 or 分; several zeros are one 零;
    where it allows two ways, the way that it names first. Raises ValueError below 0 or from 10^16 yuan.
    """
    if not 0 <= fen < _LIMIT * 100:
        raise ValueError("an amount in capital numerals lies between 0 and 10^16 yuan")
    yuan, (jiao, odd) = fen // 100, divmod(fen % 100, 10)
    words = "人民币" if fen % 100 and not yuan else f"人民币{_whole(yuan)}元"
    if not (jiao or odd):
        return words + "整"
    if yuan and (yuan % 10 == 0 or jiao == 0):
        words += "零"
    return words + (f"{_DIGITS[jiao]}角" if jiao else "") + (f"{_DIGITS[odd]}分" if odd else "")


def _whole(yuan: int) -> str:
    for size, unit in _UNITS:
        if yuan >= size:
            head, rest = divmod(yuan, size)
            gap = "零" if 0 < rest < size // 10 else ""
            return _whole(head) + unit + gap + (_whole(rest) if rest else "")
    return _DIGITS[yuan]


def allocate(total: Fen, shares: Sequence[int]) -> list[Fen]:
    """Split ``total`` in proportion to whole-number shares; the parts always add up to it (largest remainders first).

    Raises ValueError for no shares, a negative share, or shares that are all zero.
    """
    whole = sum(shares)
    if whole <= 0 or min(shares) < 0:
        raise ValueError("shares must be whole numbers from 0 with a positive sum")
    parts = [total * share // whole for share in shares]
    by_remainder = sorted(range(len(shares)), key=lambda i: (-(total * shares[i] % whole), i))
    for i in by_remainder[: total - sum(parts)]:
        parts[i] += 1
    return parts
