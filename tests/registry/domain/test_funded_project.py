"""Funded projects as registry knows them, and that an organisation is not deregistered while one runs."""

import pytest

from services.registry.domain.errors import ProjectsStillRunning
from services.registry.domain.funded_project import FundedProject
from services.registry.domain.kinds import OrganisationStatus
from tests.builders_registry import ACT, RULES, an_organisation, told


def running(number: str) -> FundedProject:
    project = FundedProject(f"p-{number}")
    project.run("org-1", number)
    return project


def test_a_project_runs_until_it_is_closed() -> None:
    project = running("资2026-0007")
    assert project == FundedProject("p-资2026-0007", "org-1", "资2026-0007", running=True)
    project.settle()
    assert project == FundedProject("p-资2026-0007", "org-1", "资2026-0007", running=False)


def test_a_project_that_runs_again_keeps_its_number_where_none_is_told() -> None:
    project = running("资2026-0007")
    project.settle()
    project.run("org-1", "")
    assert (project.running, project.number) == (True, "资2026-0007")
    project.run("org-1", "资2026-0008")
    assert project.number == "资2026-0008"


def test_an_organisation_is_not_deregistered_while_projects_run_and_the_refusal_names_them() -> None:
    organisation = an_organisation()
    with pytest.raises(ProjectsStillRunning) as refused:
        organisation.deregister("奉民决3号", [running("资2026-0007"), running("")], ACT, RULES)
    assert "还有 2 个资助项目没有结清（资2026-0007、编号不详）" in refused.value.sentence("zh")
    assert "(资2026-0007, number not known)" in refused.value.sentence("en")
    assert (organisation.status, told(organisation)) == (OrganisationStatus.REGISTERED, [])
