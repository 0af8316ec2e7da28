"""Tests of correcting whose contract it is: by two, while nothing is paid; the right standing is followed at once."""

import pytest

from services.grants.domain import errors
from services.grants.domain.agreement import ContractParty
from services.grants.domain.correcting import (
    approve_correction,
    decline_correction,
    organisation_after,
    propose_correction,
    require_party_correctable,
)
from services.grants.domain.events import ProjectReassigned
from services.grants.domain.project import Project
from services.grants.domain.standing import Standing
from tests.builders_grants import HEAD, MONDAY_9AM, ORGANISATION, a_project, an_abnormal_standing, an_act, pay

RIGHT = ContractParty("org-right", "奉化区另一家协会")


def propose(project: Project, party: ContractParty = RIGHT) -> None:
    propose_correction(project, None, party, "选错了组织", an_act())


def test_project_is_the_other_organisations_once_a_second_person_has_approved() -> None:
    project = a_project("p1", 500_000)
    propose(project)
    assert (project.agreement.organisation_id, organisation_after(project)) == (ORGANISATION, RIGHT.organisation_id)
    approve_correction(project, an_act(HEAD.id))
    assert project.agreement.party == RIGHT
    assert organisation_after(project) == RIGHT.organisation_id
    assert ProjectReassigned("p1", RIGHT.organisation_id, project.number, an_act(HEAD.id)) in project.recorded()


def test_declined_correction_leaves_the_project_with_its_organisation() -> None:
    project = a_project("p1", 500_000)
    propose(project)
    decline_correction(project, an_act(HEAD.id))
    assert project.agreement.organisation_id == organisation_after(project) == ORGANISATION


def test_project_follows_the_standing_of_the_right_organisation_at_once() -> None:
    """Nothing is paid to one that is listed, and nothing stays frozen for one that is not."""
    project = a_project("p1", 500_000)
    project.follow(an_abnormal_standing("a", revision=7), MONDAY_9AM)
    propose(project)
    approve_correction(project, an_act(HEAD.id), Standing(RIGHT.organisation_id, revision=1))
    assert not project.frozen


def test_correction_to_the_organisation_that_it_has_is_refused() -> None:
    project = a_project("p1", 500_000)
    for name in (project.agreement.organisation_name, "另一种写法"):
        with pytest.raises(errors.NothingCorrected):
            propose(project, ContractParty(ORGANISATION, name))


def test_organisation_is_not_corrected_once_money_is_with_it() -> None:
    project = a_project("p1", 500_000)
    require_party_correctable(project, "zizhu")
    propose(project)
    with pytest.raises(errors.CorrectionWaits):
        require_party_correctable(project, "zizhu")
    pay(project, 1)
    for attempt in (
        lambda: approve_correction(project, an_act("another-head")),
        lambda: require_party_correctable(project, "zizhu"),
    ):
        with pytest.raises(errors.OrganisationIsPaid):
            attempt()
    assert project.agreement.organisation_id == ORGANISATION
