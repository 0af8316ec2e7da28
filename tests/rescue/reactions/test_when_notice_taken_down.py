"""The words of a notice that is public no more leave the log."""

from shared.contracts.rescue_public import NoticeTakenDown
from tests.builders_rescue import an_event_cause
from tests.rescue_in_memory import rescue_in_memory


async def test_taken_down_forgets_the_words_of_that_notice_of_that_case() -> None:
    rescue = rescue_in_memory()
    cause = an_event_cause(7)
    await rescue.app.reactions[NoticeTakenDown](NoticeTakenDown(notice_no="1-2-3"), cause)
    assert rescue.told_words.forgotten == [(cause.subject, "1-2-3", cause.id)]
