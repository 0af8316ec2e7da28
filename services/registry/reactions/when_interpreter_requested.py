"""Rescue needs somebody who speaks like a person in care: look through the talent pool and propose the likeliest."""

from services.registry.domain.interpreter_search import InterpreterSearch
from services.registry.domain.matching import InterpreterRequest
from services.registry.ports import Ports
from shared.contracts.rescue import InterpreterRequested
from shared.kernel.cause import Cause
from shared.kernel.ids import derived_id


async def when_interpreter_requested(event: InterpreterRequested, cause: Cause, ports: Ports) -> None:
    """Answer the request once, also when nobody was found. Its id makes the id of the answer."""
    request = InterpreterRequest(
        event.request_id, event.case_id, event.area, event.dialect, event.requested_by, event.case_no
    )
    search_id = derived_id("interpreter_search", event.request_id)
    pool = await ports.pool.candidates()
    await ports.searches.create(InterpreterSearch.answer(search_id, request, pool, ports.places, cause.at), cause)
