"""What an actor may do with a project now, and why not."""

from services.grants.domain.permissions import WHO_MAY
from services.grants.domain.project import Project
from shared.kernel.actions import AllowedAction, allowed_actions
from shared.kernel.cause import Actor


def project_actions(project: Project, actor: Actor) -> list[AllowedAction]:
    """The commands on the project as a whole."""

    def plan() -> None:
        actor.require(*WHO_MAY["plan_instalments"])
        project.require_plannable()

    def pay() -> None:
        actor.require(*WHO_MAY["pay_instalment"])
        project.require_payable()

    return allowed_actions([("plan_instalments", plan), ("pay_instalment", pay)])


def instalment_actions(project: Project, no: int, actor: Actor) -> list[AllowedAction]:
    """The commands on one of its instalments."""

    def pay() -> None:
        actor.require(*WHO_MAY["pay_instalment"])
        project.require_payable(no)

    def cancel() -> None:
        actor.require(*WHO_MAY["cancel_instalment"])
        project.require_cancellable(no)

    def reverse() -> None:
        actor.require(*WHO_MAY["reverse_payment"])
        project.require_reversible(no)

    return allowed_actions([("pay_instalment", pay), ("cancel_instalment", cancel), ("reverse_payment", reverse)])
