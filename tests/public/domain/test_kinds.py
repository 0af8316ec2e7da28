"""The site has the register's own words for the register's codes, and shows what it does not know as it came."""

import pytest

from services.public.domain import kinds
from services.registry.domain import kinds as registry
from shared.kernel.labels import LabelledEnum, options_of


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (kinds.Kind, registry.OrganisationKind),
        (kinds.Status, registry.OrganisationStatus),
        (kinds.Standing, registry.Standing),
        (kinds.Reason, registry.ReasonCode),
        (kinds.Ground, registry.SeriousGround),
        (kinds.Fact, registry.Particular),
    ],
)
def test_words_are_those_of_the_register(ours: type[LabelledEnum], theirs: type[LabelledEnum]) -> None:
    assert options_of(ours) == options_of(theirs)


def test_words_of_a_code_that_is_unknown_are_the_code() -> None:
    assert kinds.words_of(kinds.Kind, "association", "en") == "Association"
    assert kinds.words_of(kinds.Kind, "guild", "zh") == "guild"
