"""The rules of the register as its page tells them."""

from services.registry.queries.rule_list import rule_list
from shared.kernel.clock import FixedClock
from tests.builders_registry import MONDAY, RULES


def test_every_rule_that_the_register_acts_on_is_told_with_its_source_and_status() -> None:
    told = rule_list(RULES, FixedClock(MONDAY)).items
    assert len(told) == len(RULES.table.rules) + len(RULES.reports)
    assert all(one.source and one.status for one in told)
    words = {one.name_zh: one.length_zh for one in told}
    assert words["被撤销登记后名称不得使用的期间"] == "36 个月，从撤销登记起"
    assert words["报送年度工作报告（基金会）"].startswith("次年3月31日为止")
    assert words["报送 2019 年度工作报告（社会团体、社会服务机构）"].startswith("次年6月30日为止")
