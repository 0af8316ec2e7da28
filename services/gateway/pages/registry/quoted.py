"""Figures of the register that the press gave, each in a sentence with what the register itself yields."""

from datetime import date

from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import at, number_at, rows_at, text_at
from services.gateway.i18n import N_

REPRODUCED = N_("报道“%(wording)s”（%(source)s）：按登记册可以算出。")
NOT_REPRODUCED = N_("报道“%(wording)s”（%(source)s）：未能复现。")
NOT_ENOUGH = N_("报道“%(wording)s”（%(source)s）：登记册没有这两年年末的数字，无法核对。")
COMPUTED = N_(
    "按登记册，%(first_year)s 年末 %(first)s 家，%(last_year)s 年末 %(last)s 家，"
    "年复合增长率 %(compound)s，总增长 %(total)s。"
)
SHARE = N_("%(first)s÷%(last)s＝%(share)s，不是增长率。")
DAY_UNKNOWN = N_("日期不详")


def quoted_sentences(page: Page, figures: Json) -> list[str]:
    """One paragraph for each figure that was entered; none where none was."""
    return [_sentence(page, row) for row in rows_at(figures, "quoted")]


def _sentence(page: Page, row: Json) -> str:
    published = text_at(row, "published_on")
    day = page.formats.day(date.fromisoformat(published)) if published else page.say(DAY_UNKNOWN)
    said = {"wording": text_at(row, "wording"), "source": page.parted([text_at(row, "source"), day])}
    if at(row, "reproduced") is None:
        return page.say(NOT_ENOUGH, **said)
    counts = {name: page.formats.number(number_at(row, name)) for name in ("first", "last")}
    years = {name: text_at(row, name) for name in ("first_year", "last_year")}
    rates = {name: _percent(number_at(row, name)) for name in ("compound", "total")}
    sentences = [
        page.say(REPRODUCED if row["reproduced"] else NOT_REPRODUCED, **said),
        page.say(COMPUTED, **counts, **years, **rates),
    ]
    if at(row, "share") is not None:
        sentences.append(page.say(SHARE, **counts, share=_percent(number_at(row, "share"))))
    return ("" if page.language == "zh" else " ").join(sentences)


def _percent(tenths: int) -> str:
    """Tenths of a per cent as people write it."""
    return f"{tenths / 10:.1f}%"
