"""The user guides tell the limits and periods of the rule tables by their names and figures, in both languages."""

from pathlib import Path

import pytest

from services.registry.adapters.rules_file import register_rules
from services.registry.domain import rules
from services.registry.domain.kinds import OrganisationKind
from services.rescue.domain.departure_rules import ALONE_FROM_AGE, ESCORTS, INTERVIEW_WITHIN_DAYS, rule_of
from services.rescue.domain.erasure import FILE_RETENTION
from services.rescue.settings import RescueSettings
from shared.clock.rules import LimitUnit, read_rules

DOCS = Path(__file__).parents[2] / "docs"
ZH, EN = ((DOCS / f"user-guide.{language}.md").read_text(encoding="utf-8") for language in ("zh", "en"))
LIMITS = {rule.code: rule for rule in read_rules(RescueSettings.model_fields["limits_file"].default).rules}
REGISTER = register_rules()
UNITS = {
    LimitUnit.HOURS: ("小时", "hours"),
    LimitUnit.WORKING_DAYS: ("个工作日", "working days"),
    LimitUnit.DAYS: ("天", "days"),
    LimitUnit.MONTHS: ("个月", "months"),
}
NUMBERS = {2: ("两", "two"), 6: ("六个月", "six months"), 12: ("一年", "one year"), 24: ("两年", "two years")}
NUMBERS |= {36: ("三年", "three years")}
PERIODS = {
    rules.NAME_AFTER_DEREGISTRATION: ("| 注销登记 | {zh} |", "| of a deregistered organisation (注销) | {en} |"),
    rules.NAME_AFTER_CHANGE: ("| 变更名称以后的原名称 | {zh} |", "| given up for another name | {en} |"),
    rules.NAME_AFTER_REVOCATION: ("| 撤销登记 | {zh} |", "| of one whose registration was revoked (撤销) | {en} |"),
    rules.ABNORMAL_BECOMES_SERIOUS: (
        "列入满{zh}的，自动列入严重违法失信名单",
        "{en} on the list lead to the list of serious",
    ),
    rules.PENALTY_LEAVES_LIST: ("从最近一次列入起满{zh}自动移出", "leaves the list {en} after"),
    rules.PENALTIES_COUNTED_TOGETHER: ("{zh}内两次受到警告", "two warnings or small fines within {en}"),
    rules.SERIOUS_AT_LEAST: ("列入满{zh}、期间没有再被列入", "After {en} without anything new"),
}


def line_with(guide: str, begin: str) -> str:
    """The row of a table that begins so."""
    (found,) = [line for line in guide.splitlines() if line.startswith(f"| {begin} |")]
    return found


@pytest.mark.parametrize("code", sorted(set(LIMITS) - {FILE_RETENTION}))
def test_every_limit_stands_in_both_guides_by_its_name_with_its_length(code: str) -> None:
    rule = LIMITS[code]
    zh, en = UNITS[rule.unit]
    assert f"{rule.amount} {zh}" in line_with(ZH, rule.name_zh)
    words = en.removesuffix("s") if rule.amount == 1 else en
    assert f"{rule.amount} {words} from" in line_with(EN, rule.name_en[:1].upper() + rule.name_en[1:])


def test_every_period_of_the_register_stands_in_both_guides() -> None:
    assert {rule.code for rule in REGISTER.table.rules} == set(PERIODS)
    for code, (zh, en) in PERIODS.items():
        (rule,) = REGISTER.table.versions(code)
        words = NUMBERS[rule.amount]
        assert zh.format(zh=words[0]) in ZH, code
        assert en.format(en=words[1]) in " ".join(EN.split()), code


def test_days_by_which_reports_are_due_stand_in_both_guides() -> None:
    for year, kind, zh, en in (
        (2025, OrganisationKind.ASSOCIATION, "次年{m}月{d}日", "{d} May"),
        (2025, OrganisationKind.SERVICE_AGENCY, "次年{m}月{d}日", "{d} May"),
        (2025, OrganisationKind.FOUNDATION, "基金会是次年{m}月{d}日", "{d} March for foundations"),
        (2019, OrganisationKind.ASSOCIATION, "2019年度延至2020年{m}月{d}日", "{d} June 2020"),
    ):
        rule = REGISTER.report(year, kind)
        assert rule
        due = rule.due_on(year)
        assert zh.format(m=due.month, d=due.day) in ZH
        assert en.format(d=due.day) in EN
        assert (rule.last_registration(year).month, rule.last_registration(year).day) == (6, 30)
    assert "当年6月30日以后登记的组织不报送" in ZH
    assert "not for one registered after 30 June of that year" in EN


def test_figures_of_departures_and_of_keeping_files_stand_in_both_guides() -> None:
    alone, interview, escorts = (rule_of(code) for code in (ALONE_FROM_AGE, INTERVIEW_WITHIN_DAYS, ESCORTS))
    since, years = alone.valid_from, LIMITS[FILE_RETENTION].amount // 12
    assert f"可能未满 {alone.amount} 周岁" in ZH
    assert f"自 {since.year} 年 {since.month} 月 {since.day} 日起本站按 {alone.amount} 周岁掌握" in ZH
    assert f"Whoever may be under {alone.amount}" in EN
    assert f"since {since.day} June {since.year}" in EN
    assert f"{interview.amount} 日内有过问询" in ZH
    assert f"an interview of the last {interview.amount} days" in EN
    assert f"至少{NUMBERS[escorts.amount][0]}人护送" in ZH
    assert f"at least {NUMBERS[escorts.amount][1]} escorts" in EN
    assert f"本站按 {years} 年，从离站起算" in ZH
    assert f"this station: {years} years from the" in EN
