"""What grants tells the others: projects opened, frozen and released again."""

from typing import ClassVar

from shared.contracts.contract import Contract


class ProjectOpened(Contract):
    """A project was opened for an organisation; grants itself looks whether it must be frozen at once."""

    NAME: ClassVar[str] = "grants.project.opened"

    project_id: str
    organisation_id: str


class ProjectFrozen(Contract):
    """The unpaid instalments of a project were frozen, because its organisation is listed as abnormal.

    ``reasons`` are the registry's reason codes known at that moment.
    """

    NAME: ClassVar[str] = "grants.project.frozen"

    project_id: str
    organisation_id: str
    project_no: str
    reasons: list[str]


class ProjectUnfrozen(Contract):
    """The unpaid instalments of a project may be paid again."""

    NAME: ClassVar[str] = "grants.project.unfrozen"

    project_id: str
    organisation_id: str
    project_no: str
