"""What an actor may do with a case now, and why not."""

from collections.abc import Callable

from services.rescue.domain.case import RescueCase
from services.rescue.domain.permissions import WHO_MAY
from shared.kernel.actions import AllowedAction, allowed_actions
from shared.kernel.cause import Actor


def case_actions(case: RescueCase, actor: Actor) -> list[AllowedAction]:
    """Every command on the case as a whole, for this actor."""
    guards: dict[str, Callable[[], object]] = {
        "receive_person": case.custody.require_receivable,
        "place_person": case.custody.require_in_care,
        "supplement_intake": case.custody.require_open,
        "correct_entry": case.custody.require_in_care,
        "record_departure": case.custody.require_open,
        "describe_person": case.custody.require_open,
        "record_stated_identity": case.identity.require_unstated,
        "record_interview": case.custody.require_in_care,
        "request_interpreter": case.conversation.require_interpretable,
        "contact_interpreter": case.conversation.require_contactable,
        "start_search": case.search.require_startable,
        "propose_notice": case.search.require_proposable,
        "withdraw_notice": case.search.require_withdrawable,
        "request_dna": case.search.require_dna_requestable,
        "erase_case": case.require_erasable,
        "publish_notice": lambda: case.search.require_approvable(actor.id),
    }

    def check(name: str, guard: Callable[[], object]) -> Callable[[], object]:
        def both() -> None:
            actor.require(*sorted(WHO_MAY[name]))
            guard()

        return both

    return allowed_actions((name, check(name, guard)) for name, guard in guards.items())
