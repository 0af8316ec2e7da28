"""What happens when a project is closed, in the past tense; outbound.py decides which of it leaves the service."""

from dataclasses import dataclass

from shared.kernel.act import Act
from shared.kernel.money import Fen


@dataclass(frozen=True)
class ClosingProposed:
    """Somebody asked for a project to be closed; a second person has to decide."""

    project_id: str
    released_fen: Fen
    act: Act
    project_no: str


@dataclass(frozen=True)
class ClosingApproved:
    """A second person approved that a project is closed; its end is told besides."""

    project_id: str
    act: Act
    proposed_by: str


@dataclass(frozen=True)
class ProjectClosed:
    """A project was completed or terminated (``how``); what was unpaid of its contract is never paid."""

    project_id: str
    organisation_id: str
    project_no: str
    how: str
    released_fen: Fen
    act: Act


@dataclass(frozen=True)
class ClosingDeclined:
    """The project goes on: ``proposed_by`` took its closing back, or hears that it was declined."""

    project_id: str
    act: Act
    project_no: str
    proposed_by: str
