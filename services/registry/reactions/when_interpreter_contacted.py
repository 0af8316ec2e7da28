"""Rescue called somebody of the talent pool: count what became of it, so that who helps well is proposed earlier."""

from services.registry.domain.kinds import CallOutcome
from services.registry.domain.talent import Talent
from services.registry.ports import Ports
from shared.contracts.rescue import InterpreterContacted
from shared.kernel.cause import Cause


async def when_interpreter_contacted(event: InterpreterContacted, cause: Cause, ports: Ports) -> None:
    """Count it once per request. An agreement, or nobody at the phone, tells nothing yet and counts as nothing."""
    if event.outcome not in tuple(CallOutcome):
        return
    request_id, outcome = event.request_id, CallOutcome(event.outcome)

    def count(talent: Talent) -> None:
        if talent.is_news(request_id, outcome):
            talent.remember_call(request_id, outcome, cause.at)

    await ports.talents.change(event.person_id, cause, count)
