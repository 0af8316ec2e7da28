"""The rules of the register (登记与信用的期限): every period and reporting window with its source."""

from datetime import date
from typing import Annotated

from services.registry.answers import Answer
from services.registry.domain.rules import RegisterRules, ReportRule
from shared.clock.rules import Rule, Status
from shared.kernel.actions import AllowedAction
from shared.kernel.calendar import local_date
from shared.kernel.clock import Clock
from shared.kernel.day_words import day_of_year_in_words
from shared.kernel.labels import Label


class RegisterRule(Answer):
    """One rule in words. ``current`` tells whether it holds today; a window of one year holds for that year alone."""

    name_zh: Annotated[str, Label("规则", "Rule")]
    name_en: str
    length_zh: Annotated[str, Label("多长", "How long")]
    length_en: str
    source: Annotated[str, Label("依据", "Basis")]
    seen_in: Annotated[str, Label("见于", "Read in")]
    status: Annotated[Status, Label("核对情况", "Checked")]
    valid_from: Annotated[date | None, Label("施行日期", "In force from")]
    valid_to: Annotated[date | None, Label("施行至", "In force to")]
    current: bool


class RegisterRuleList(Answer):
    """All of them, for every member of staff: it is law and tells of nobody."""

    items: list[RegisterRule]
    allowed_actions: list[AllowedAction]


def rule_list(rules: RegisterRules, clock: Clock) -> RegisterRuleList:
    """The periods, then the windows of annual reports."""
    today = local_date(clock.now())
    periods = [_period(rule, today) for rule in rules.table.rules]
    return RegisterRuleList(items=[*periods, *map(_window, rules.reports)], allowed_actions=[])


def _period(rule: Rule, today: date) -> RegisterRule:
    unit, en = rule.unit.label, rule.name_en
    return RegisterRule(
        name_zh=rule.name_zh,
        name_en=en[:1].upper() + en[1:],
        length_zh=f"{rule.amount} {unit.zh}，从{rule.anchor_zh}起",
        length_en=f"{rule.amount} {unit.en} from {rule.anchor_en}",
        source=rule.source,
        seen_in=rule.seen_in,
        status=rule.status,
        valid_from=rule.valid_from,
        valid_to=rule.valid_to,
        current=rule.in_force(today),
    )


def _window(rule: ReportRule) -> RegisterRule:
    kinds = sorted(rule.kinds)
    zh, en = "、".join(kind.label.zh for kind in kinds), ", ".join(kind.label.en.lower() for kind in kinds)
    year_zh, year_en = (f" {rule.year} 年度", f" of {rule.year}") if rule.year else ("年度", "")
    due, by = day_of_year_in_words(*rule.due), day_of_year_in_words(*rule.registered_by)
    return RegisterRule(
        name_zh=f"报送{year_zh}工作报告（{zh}）",
        name_en=f"Annual report{year_en} ({en})",
        length_zh=f"次年{due.zh}为止；当年{by.zh}以后登记的不报送",
        length_en=f"Until {due.en} of the next year; not owed if registered after {by.en}",
        source=rule.source,
        seen_in="",
        status=rule.status,
        valid_from=date(rule.first_year, 1, 1) if rule.first_year else None,
        valid_to=None,
        current=True,
    )
