"""The rules of the register as a file: what ships with the product, and what is refused."""

from datetime import date
from pathlib import Path

import pytest

from services.registry.adapters.rules_file import RULES, register_rules
from services.registry.domain.kinds import OrganisationKind
from services.registry.settings import Settings
from shared.clock.rules import RuleTableWrong, Status


def test_every_rule_names_its_source_and_whether_it_was_read() -> None:
    rules = register_rules()
    assert Settings.model_fields["rules_file"].default == RULES
    confirmed = {rule.code for rule in rules.table.rules if rule.status is Status.CONFIRMED}
    assert confirmed == {"name_after_deregistration", "name_after_change", "name_after_revocation"}
    assert all(rule.seen_in for rule in rules.table.rules)
    assert all(report.source for report in rules.reports)


def test_a_year_of_its_own_goes_before_the_general_rule() -> None:
    rules, kind = register_rules(), OrganisationKind.ASSOCIATION
    due = {year: found.due_on(year) for year in (2018, 2019, 2020) if (found := rules.report(year, kind))}
    assert due == {2018: date(2019, 5, 31), 2019: date(2020, 6, 30), 2020: date(2021, 5, 31)}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('unit = "months"', 'unit = "days"', "must count whole months"),
        ("rolls = false", "rolls = true", "not roll"),
        ("first_year = 1998\n", "first_year = 1998\nyear = 2018\n", "of one year, or of every year"),
        ('due = "05-31"', 'due = "May"', "rules.toml"),
        ('home = "330213"', "", "home"),
        ('kinds = ["association"]', 'kinds = ["club"]', "club"),
    ],
)
def test_rules_that_make_no_sense_are_refused_by_a_sentence(tmp_path: Path, old: str, new: str, told: str) -> None:
    file = tmp_path / "rules.toml"
    text = RULES.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RuleTableWrong, match=told):
        register_rules(file)
