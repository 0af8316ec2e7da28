"""Figures of the register, and what the press gave, as registry answers them."""

import httpx

_FOUNDED = {1993: 2, 1999: 14, 2004: 31, 2008: 52, 2012: 96, 2016: 148, 2019: 171, 2021: 118, 2023: 87, 2026: 50}
YEARS = [
    {"year": year, "founded": n, "up_to_year_end": sum(many for one, many in _FOUNDED.items() if one <= year)}
    for year, n in _FOUNDED.items()
]


QUOTED = {
    "wording": "年平均增长率44%", "percent": 44, "source": "《我区开拓创新扎实推进社会组织服务》", "published_on": None,
    "first_year": 2016, "last_year": 2019, "first": 339, "last": 769, "compound": 314, "total": 1268, "share": 441,
    "reproduced": False,
}  # fmt: skip


def statistics(request: httpx.Request) -> tuple[int, object]:
    """769 organisations."""
    return 200, {
        "total": 769, "ended": 12, "by_kind": {"association": 301, "service_agency": 465, "foundation": 3},
        "by_street": {}, "by_status": {"registered": 768, "suspended": 1}, "by_year": YEARS, "invented": 760,
        "by_standing": {"clear": 767, "abnormal": 2}, "quoted": [QUOTED],
    }  # fmt: skip


def _may(name: str, allowed: bool = True) -> list[dict[str, object]]:
    return [{"name": name, "allowed": allowed, "reason_zh": None, "reason_en": None}]


def _figure(number: int) -> dict[str, object]:
    names = ("wording", "percent", "source", "published_on", "first_year", "last_year")
    gone = {"reason": "年份抄错了。", "at": "2026-11-20T03:00:00Z", "by": "dengji"} if number == 2 else None
    told = {"entered_at": "2026-11-20T02:00:00Z", "entered_by": "dengji", "withdrawn": gone}
    return {"id": f"figure-{number}", **{name: QUOTED[name] for name in names}, "last_year": 2020 - number, **told}


def figure(request: httpx.Request, number: str) -> tuple[int, object]:
    """The growth of the article, and one that was withdrawn."""
    return 200, {**_figure(int(number)), "version": 2, "allowed_actions": _may("withdraw_figure", number != "2")}


def figures(request: httpx.Request) -> tuple[int, object]:
    """Both, the newest first."""
    may = _may("quote_figure")
    return 200, {"items": [_figure(2), _figure(1)], "next_cursor": None, "total": 2, "allowed_actions": may}


def _entered(request: httpx.Request, *parts: str) -> tuple[int, object]:
    return 201, {"id": "figure-1", "version": 4, "repeated": False}


ROUTES = {
    r"GET /statistics": statistics,
    r"GET /quoted-figures": figures,
    r"GET /quoted-figures/figure-(\d)": figure,
    r"POST /quoted-figures": _entered,
    r"POST /quoted-figures/figure-(\d)/withdrawal": _entered,
}
