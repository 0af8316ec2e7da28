"""Commands of the search, in memory: interviews, clues, interpreters, notices and the police."""

from dataclasses import replace

import pytest

from services.rescue.commands.check_clue import CheckClue
from services.rescue.commands.contact_interpreter import ContactInterpreter
from services.rescue.commands.propose_notice import ProposeNotice
from services.rescue.commands.publish_notice import PublishNotice
from services.rescue.commands.record_interview import RecordInterview
from services.rescue.commands.refute_clue import RefuteClue
from services.rescue.commands.request_dna import RequestDna
from services.rescue.commands.request_interpreter import RequestInterpreter
from services.rescue.commands.start_search import StartSearch
from services.rescue.commands.withdraw_notice import WithdrawNotice
from services.rescue.domain import errors
from services.rescue.domain.interview import InterviewNote
from services.rescue.domain.kinds import Ability, ClueState, ContactOutcome, NoticeState
from services.rescue.domain.notice_check import held_words
from shared.contracts.rescue import DnaRequested, InterpreterRequested, NoticePublished
from tests.builders_rescue import ANHUI, HEAD, NOTICE, a_case, a_cause, rescue_in_memory

SPOKEN = RecordInterview(case_id="case-1", note=InterviewNote("安徽话", Ability.FEW_WORDS, clues=(ANHUI, ANHUI)))


async def test_record_interview_repeated_gives_the_same_clues_once() -> None:
    rescue = await rescue_in_memory().with_case(a_case())
    await rescue.app.give(SPOKEN, a_cause("talk"))
    again = await rescue.app.give(SPOKEN, a_cause("talk"))
    ids = [clue.id for clue in (await rescue.case()).conversation.clues]
    assert again.repeated
    assert len(ids) == len(set(ids)) == 2


async def test_clues_are_checked_and_refuted() -> None:
    rescue = await rescue_in_memory().with_case(a_case().interviewed(ANHUI, ANHUI))
    await rescue.app.give(CheckClue(case_id="case-1", clue_id="clue-1"), a_cause("1"))
    await rescue.app.give(RefuteClue(case_id="case-1", clue_id="clue-2", finding="听错"), a_cause("2"))
    assert [clue.state for clue in (await rescue.case()).conversation.clues] == [ClueState.USED, ClueState.REFUTED]


async def test_request_interpreter_sends_area_dialect_and_who_asked() -> None:
    rescue = await rescue_in_memory().with_case(a_case().interviewed(ANHUI))
    asked = RequestInterpreter(case_id="case-1", clue_id="clue-1", area=" 安徽阜阳 ", dialect="")
    await rescue.app.give(asked, a_cause("ask"))
    assert rescue.cases.published[-1] == InterpreterRequested(
        request_id=a_cause("ask").new_id("interpreter-request"),
        case_id="case-1",
        area="安徽阜阳",
        dialect=None,
        requested_by="fang",
    )
    assert rescue.cases.events[-1].subject == "case-1"


async def test_contact_interpreter_keeps_the_call() -> None:
    rescue = await rescue_in_memory().with_case(a_case().interviewed(ANHUI).with_interpreter_requested("person-1"))
    called = ContactInterpreter(
        case_id="case-1", request_id="request-1", person_id="person-1", outcome=ContactOutcome.AGREED
    )
    await rescue.app.give(called, a_cause("call"))
    (contact,) = (await rescue.case()).conversation.interpreter_request("request-1").contacts
    assert (contact.outcome, contact.by) == (ContactOutcome.AGREED, "fang")


async def test_a_search_with_notice_by_two_people_and_dna_request() -> None:
    rescue = await rescue_in_memory().with_case(a_case())
    app, notice_id = rescue.app, a_cause("draft").new_id("notice")
    await app.give(StartSearch(case_id="case-1"), a_cause("start"))
    await app.give(ProposeNotice(case_id="case-1", text=NOTICE), a_cause("draft"))
    approve = PublishNotice(case_id="case-1", notice_id=notice_id)
    with pytest.raises(errors.SecondPersonRequired):
        await app.give(approve, a_cause("alone"))
    await app.give(approve, a_cause("approve", HEAD))
    await app.give(RequestDna(case_id="case-1", office="锦屏派出所"), a_cause("dna"))
    assert rescue.cases.published[-2:] == [
        NoticePublished(case_id="case-1", notice_id=notice_id),
        DnaRequested(case_id="case-1"),
    ]
    await app.give(WithdrawNotice(case_id="case-1", notice_id=notice_id), a_cause("withdraw"))
    assert (await rescue.case()).search.notice(notice_id).state is NoticeState.WITHDRAWN


async def test_a_notice_is_approved_only_after_each_held_passage_was_looked_at() -> None:
    rescue = await rescue_in_memory().with_case(a_case().searched())
    text = replace(NOTICE, condition="HIV阳性", speech="三院护士说像阜阳话")
    await rescue.app.give(ProposeNotice(case_id="case-1", text=text), a_cause("draft"))
    notice = (await rescue.case()).search.notices[0]
    keys = tuple(one.key for one in held_words(notice.text))
    for number, ticked in enumerate([(), keys[:1], ("condition:阳性",)]):
        with pytest.raises(errors.HeldWordsUnchecked, match=r"HIV阳性|三院"):
            await rescue.app.give(
                PublishNotice(case_id="case-1", notice_id=notice.id, words_checked=ticked), a_cause(f"{number}", HEAD)
            )
    await rescue.app.give(PublishNotice(case_id="case-1", notice_id=notice.id, words_checked=keys), a_cause("ok", HEAD))
    assert (await rescue.case()).search.notices[0].state is NoticeState.PUBLISHED
