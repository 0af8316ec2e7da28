"""What an actor may do with an organisation or a person of the pool now, and why not."""

from collections.abc import Callable

from services.registry.domain.organisation import Organisation
from services.registry.domain.permissions import WHO_MAY
from services.registry.domain.talent import Talent
from shared.kernel.actions import AllowedAction, allowed_actions
from shared.kernel.cause import Actor


def organisation_actions(organisation: Organisation, actor: Actor) -> list[AllowedAction]:
    """The commands on one organisation."""

    def clear() -> None:
        organisation.require_existing()
        organisation.require_open_reason()

    return _for(
        actor,
        {
            "correct_organisation": lambda: None,
            "list_abnormal": organisation.require_existing,
            "clear_abnormal_reason": clear,
            "suspend_organisation": organisation.require_running,
            "resume_organisation": organisation.require_suspended,
            "deregister_organisation": organisation.require_existing,
            "revoke_organisation": organisation.require_existing,
        },
    )


def talent_actions(talent: Talent, actor: Actor) -> list[AllowedAction]:
    """The commands on one person of the pool."""
    return _for(actor, {"update_talent": talent.require_in_pool, "withdraw_talent": talent.require_in_pool})


def list_actions(actor: Actor) -> list[AllowedAction]:
    """The commands that make something new."""
    return _for(actor, dict.fromkeys(("register_organisation", "import_organisations", "add_talent"), lambda: None))


def _for(actor: Actor, checks: dict[str, Callable[[], object]]) -> list[AllowedAction]:
    def checked(name: str, check: Callable[[], object]) -> Callable[[], object]:
        def both() -> None:
            actor.require(*sorted(WHO_MAY[name]))
            check()

        return both

    return allowed_actions([(name, checked(name, check)) for name, check in checks.items()])
