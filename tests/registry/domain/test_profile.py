"""The public facts are told whenever one of them is another, all of them, once, and as the register shows them."""

from typing import Any

import pytest

from services.registry.adapters.views import organisation_view
from services.registry.domain.kinds import OrganisationStatus, Particular
from services.registry.domain.organisation import Organisation
from services.registry.domain.profile import profile_of
from services.registry.domain.profile_events import ProfileChanged
from services.registry.domain.taking_over import TakenOver
from shared.contracts.registry_profile import OrganisationProfileChanged
from shared.kernel.calendar import local_date
from tests.builders_registry import ACT, MONDAY, PLACES, RULES, an_act, an_organisation, listed, outbound, particulars
from tests.registry.domain.test_organisation import REFUSED, VERBS, in_state


def profiles(organisation: Organisation) -> list[Any]:
    """What was told of the public facts since it was loaded."""
    return [event.profile for event in organisation.recorded() if isinstance(event, ProfileChanged)]


def test_registration_tells_the_facts_once() -> None:
    organisation = Organisation.register("org-1", particulars(), PLACES, ACT, rules=RULES)
    assert profiles(organisation) == [profile_of(organisation)]


def test_registration_from_an_older_register_ends_with_the_facts_as_they_are() -> None:
    taken = TakenOver(OrganisationStatus.SUSPENDED)
    organisation = Organisation.register("org-1", particulars(), PLACES, ACT, rules=RULES, taken=taken)
    assert profiles(organisation)[-1] == profile_of(organisation)
    assert (profile_of(organisation).status, profile_of(organisation).standing.value) == ("suspended", "serious")


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", list(OrganisationStatus))
def test_after_every_verb_others_know_the_facts_as_they_are(state: str, verb: str) -> None:
    organisation = in_state(state)
    before = profile_of(organisation)
    if (state, verb) in REFUSED:
        return
    VERBS[verb](organisation)
    now = profile_of(organisation)
    assert organisation.told == now
    assert profiles(organisation)[-1:] == ([now] if now != before else [])


def test_what_nobody_may_know_is_no_reason_to_tell() -> None:
    organisation = an_organisation()
    told = particulars(address="岳林街道中山路2号", supervisor="奉化区教育局", legal_representative="王某")
    organisation.correct(told, PLACES, "抄错", an_act(MONDAY), RULES)
    assert profiles(organisation) == []


def test_fields_of_the_event_are_those_of_the_registers_page() -> None:
    organisation = listed(an_organisation(), "r-1", "r-2")
    organisation.invented_fields = (Particular.NAME,)
    organisation.wind(RULES, MONDAY)
    [event] = [one for one in organisation.recorded() if isinstance(one, ProfileChanged)]
    sent = outbound(event)
    assert isinstance(sent, OrganisationProfileChanged)
    line = organisation_view(organisation, RULES)
    shared = {name: value for name, value in sent.model_dump(mode="json").items() if name in line}
    assert shared == {name: line[name] for name in shared}
    assert {"uscc", "name", "kind", "street_code", "founded_on", "status", "standing", "invented"} <= set(shared)
    assert sent.street == PLACES.street_name(organisation.particulars.street_code)
    day = local_date(organisation.open_reasons[0].listed.since)
    assert [(one.code, one.since) for one in sent.abnormal] == [("annual_report_missing", day)] * 2
    assert line["open_reasons"] == len(sent.abnormal)
    personal = {"address", "supervisor", "legal_representative"}
    assert not personal & set(OrganisationProfileChanged.model_fields)


def test_certificate_that_was_withdrawn_is_told_apart() -> None:
    organisation = an_organisation()
    organisation.withdraw_licence("奉民决1号", an_act(MONDAY), RULES)
    [event] = [one for one in organisation.recorded() if isinstance(one, ProfileChanged)][-1:]
    sent = outbound(event)
    assert isinstance(sent, OrganisationProfileChanged)
    assert (sent.status, sent.standing) == ("licence_withdrawn", "serious")
