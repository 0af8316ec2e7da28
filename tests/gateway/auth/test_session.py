"""Sessions by themselves: what ended opens nothing, and still tells whose form comes late."""

from datetime import timedelta

from services.gateway.gateway import Gateway
from shared.kernel.clock import FixedClock


async def test_session_that_was_ended_does_not_come_back_by_a_click_under_way(
    gateway: Gateway, clock: FixedClock
) -> None:
    sessions, now = gateway.sessions, clock.now()
    token, session = await sessions.open("jiuzhu", now)
    assert await sessions.end_all("jiuzhu") == 1
    await sessions.tell(session, "under way")
    await sessions.extend(session, now + timedelta(minutes=5))
    assert await sessions.find(token, now) is None
    assert await sessions.running("jiuzhu", now) == []
    assert await sessions.end_all("jiuzhu") == 0
    assert await sessions.ended(token, now)
    assert await sessions.ended(token, now + timedelta(hours=13)) is None
