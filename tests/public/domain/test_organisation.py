"""Tests of an organisation as the public register shows it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from services.public.domain.events import ProfileShown
from services.public.domain.organisation import ListedOrganisation, OnList, Profile

MONDAY = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)
PROFILE = Profile(
    uscc="52330213MJ00000001",
    name="奉化区示例协会",
    kind="association",
    street="330213001",
    founded_on=date(2015, 5, 4),
    status="registered",
    standing="clear",
)


def test_show_keeps_the_facts_as_they_are_now_and_since_when() -> None:
    organisation = ListedOrganisation("org-1")
    organisation.show(PROFILE, MONDAY)
    listed = replace(PROFILE, standing="abnormal", abnormal=(OnList("unreachable", date(2026, 11, 24)),))
    organisation.show(listed, TUESDAY)
    assert (organisation.profile, organisation.changed_at) == (listed, TUESDAY)
    assert organisation.recorded() == [ProfileShown("org-1", MONDAY), ProfileShown("org-1", TUESDAY)]
