"""The talent pool has answered: keep on the case whom it proposes."""

from services.rescue.domain.interpreter import Proposal
from services.rescue.ports import Ports
from shared.contracts.registry import InterpreterProposed
from shared.kernel.act import Act
from shared.kernel.cause import Cause


async def when_interpreter_proposed(event: InterpreterProposed, cause: Cause, ports: Ports) -> None:
    """Keep the proposals, nearest first, so that the case page shows them."""
    proposals = [
        Proposal(one.person_id, one.native_county, tuple(one.dialects), one.distance_km, tuple(one.why))
        for one in event.proposals
    ]
    act = Act.now(cause)
    await ports.cases.change(
        event.case_id, cause, lambda case: case.conversation.take_proposals(event.request_id, proposals, act)
    )
