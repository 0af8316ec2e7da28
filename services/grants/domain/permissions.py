"""Who may read and change what grants keeps, and what commands act on.

Planning, approving and paying are three roles, and three people (domain/hands.py).
"""

from typing import NamedTuple

from services.grants.domain.account import PayeeAccount
from services.grants.domain.errors import NoSuchInstalment, ProjectNotFound
from services.grants.domain.news import COMPLETE, News
from services.grants.domain.project import Project
from shared.kernel.actions import Target
from shared.kernel.roles import OutsideRole, Role

OFFICERS = frozenset({Role.GRANTS_OFFICER, Role.CENTRE_ADMIN})
"""Who opens projects, plans, enters reports and accounts, and proposes corrections and closings.

A head proposes neither: with one head nobody would be left to approve.
"""
HEADS = frozenset({Role.GRANTS_HEAD})
"""Who approves plans, reports, corrections, reversals and closings."""
FINANCE = frozenset({Role.FINANCE})
"""Who verifies accounts, pays, and asks for payments to be taken back."""
MEMBERS = frozenset({OutsideRole.ORGANISATION_MEMBER})
"""The people of an organisation, with its own projects alone: ``Project.is_within`` says which those are."""
READERS = OFFICERS | HEADS | FINANCE | {Role.REGISTRAR}


class Part(NamedTuple):
    """A project, the number of one of its instalments, the account that its organisation is paid to, and whether all
    news of it have come."""

    project: Project
    no: int
    account: PayeeAccount | None = None
    news: News = COMPLETE


class Plan(NamedTuple):
    """A project whose planned instalments wait, and whether all news of its organisation have come."""

    project: Project
    news: News = COMPLETE


ON_PROJECTS = Target[None]("projects")
ON_PROJECT = Target[Project]("project", refusals=(ProjectNotFound,))
ON_PLAN = Target[Plan]("plan", refusals=(ProjectNotFound,))
ON_INSTALMENT = Target[Part]("instalment", refusals=(ProjectNotFound, NoSuchInstalment))
ON_ACCOUNT = Target[PayeeAccount]("account", refusals=(ProjectNotFound,))
"""The account of a project's organisation; commands name the project."""
