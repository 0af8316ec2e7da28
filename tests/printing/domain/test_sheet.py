"""What stands on a paper: counted in all its parts, and the same bytes for the same words."""

import pytest

from services.printing.domain.errors import TooMuchText
from services.printing.domain.fields import Why
from services.printing.domain.sheet import MOST_TEXT, Item, Section, Table
from tests.builders_printing import a_sheet


def test_canonical_is_the_same_for_the_same_content_alone() -> None:
    assert a_sheet().canonical() == a_sheet().canonical()
    assert a_sheet().canonical() != a_sheet(title="另一份").canonical()


@pytest.mark.parametrize(
    "section",
    [
        Section("长", table=Table(["头"], [["字" * 1000]] * (MOST_TEXT // 1000))),
        Section("长", items=[Item("题", texts=["字" * 1000])] * (MOST_TEXT // 1000)),
    ],
)
def test_require_printable_counts_every_text(section: Section) -> None:
    a_sheet().require_printable()
    with pytest.raises(TooMuchText):
        a_sheet(sections=[section]).require_printable()


def test_a_purpose_has_words_for_its_form() -> None:
    assert any(getattr(one, "zh", "") == "打印用途" for one in Why.__metadata__)
