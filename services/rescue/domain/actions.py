"""What an actor may do with a case now, and why not."""

from collections.abc import Callable

from services.rescue.domain import guards
from services.rescue.domain.permissions import WHO_MAY
from services.rescue.domain.state import CaseState
from shared.kernel.actions import AllowedAction, allowed_actions
from shared.kernel.cause import Actor

_GUARDS: dict[str, Callable[[CaseState], object]] = {
    "receive_person": guards.require_receivable,
    "place_person": guards.require_in_care,
    "supplement_intake": guards.require_open,
    "correct_entry": guards.require_in_care,
    "record_departure": guards.require_open,
    "describe_person": guards.require_open,
    "record_stated_identity": guards.require_unstated,
    "record_interview": guards.require_in_care,
    "request_interpreter": guards.require_speech_clue,
    "contact_interpreter": guards.require_proposals,
    "start_search": guards.require_searchable,
    "propose_notice": guards.require_notice_proposable,
    "withdraw_notice": guards.require_notice_withdrawable,
    "request_dna": guards.require_dna_requestable,
    "erase_case": guards.require_erasable,
}


def case_actions(case: CaseState, actor: Actor) -> list[AllowedAction]:
    """Every command on the case as a whole, for this actor."""

    def check(name: str, guard: Callable[[], object]) -> tuple[str, Callable[[], object]]:
        def both() -> None:
            actor.require(*sorted(WHO_MAY[name]))
            guard()

        return name, both

    checks = [check(name, lambda guard=guard: guard(case)) for name, guard in _GUARDS.items()]  # type: ignore[misc]
    checks.append(check("publish_notice", lambda: guards.require_notice_approvable(case, actor.id)))
    return allowed_actions(checks)
