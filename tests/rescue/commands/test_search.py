"""Commands of the search, in memory: interviews, clues, interpreters, notices and the police."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.rescue.commands.approve_notice import ApproveNotice
from services.rescue.commands.begin_search import BeginSearch
from services.rescue.commands.check_clue import CheckClue
from services.rescue.commands.check_identity import CheckIdentity
from services.rescue.commands.contact_interpreter import ContactInterpreter
from services.rescue.commands.propose_notice import ProposeNotice
from services.rescue.commands.publish_notice import PublishNotice
from services.rescue.commands.record_duty import RecordDuty
from services.rescue.commands.record_interview import RecordInterview
from services.rescue.commands.record_reply import RecordReply
from services.rescue.commands.record_stated_identity import RecordStatedIdentity
from services.rescue.commands.refute_clue import RefuteClue
from services.rescue.commands.request_interpreter import RequestInterpreter
from services.rescue.commands.return_notice import ReturnNotice
from services.rescue.commands.send_inquiry import SendInquiry
from services.rescue.commands.withdraw_notice import WithdrawNotice
from services.rescue.domain import errors
from services.rescue.domain.kinds import Ability, ClueState, ContactOutcome, IdentityState
from services.rescue.domain.notice_check import held_words
from services.rescue.domain.permissions import CLOCK
from services.rescue.domain.search_kinds import (
    CheckOutcome,
    CheckSource,
    InquiryKind,
    NoticeState,
    PublicationChannel,
    ReplyOutcome,
)
from shared.clock.deadlines import NothingDue
from shared.contracts.rescue import DeadlineSettled, DnaRequested, InterpreterContacted, InterpreterRequested
from shared.contracts.rescue_notices import NoticeApproved, NoticeProposed, NoticePublished
from shared.kernel.cause import Actor, Cause
from shared.kernel.errors import RoleRequired
from tests.builders_rescue import ANHUI, ENTERED, HEAD, NOTICE, a_case, a_cause
from tests.rescue_in_memory import rescue_in_memory
from tests.second_person import confirming

SPOKEN = RecordInterview(case_id="case-1", language="安徽话", ability=Ability.FEW_WORDS, clues=(ANHUI, ANHUI))


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
        case_no="救2026-0117",
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


async def test_contact_interpreter_tells_others_whom_and_how_it_went_and_no_word_of_the_remarks() -> None:
    rescue = await rescue_in_memory().with_case(a_case().interviewed(ANHUI).with_interpreter_requested("person-1"))
    called = ContactInterpreter(
        case_id="case-1",
        request_id="request-1",
        person_id="person-1",
        outcome=ContactOutcome.HELPED,
        remarks="说她叫张志英, 颍州人",
    )
    await rescue.app.give(called, a_cause("call"))
    sent = rescue.cases.published[-1]
    assert sent == InterpreterContacted(request_id="request-1", person_id="person-1", outcome="helped")
    assert not any(word in str(rescue.cases.events[-1]) for word in ("张志英", "颍州", "安徽"))


async def test_a_search_with_a_notice_by_two_people_its_publication_and_a_request_for_dna() -> None:
    rescue = await rescue_in_memory().with_case(a_case())
    app, notice_id = rescue.app, a_cause("draft").new_id("notice")
    told = {"case_id": "case-1", "case_no": "救2026-0117", "notice_id": notice_id, "author": "fang"}
    await app.give(ProposeNotice(case_id="case-1", text=NOTICE), a_cause("draft"))
    approve = confirming(ApproveNotice, case_id="case-1", notice_id=notice_id)
    with pytest.raises(RoleRequired):
        await app.give(approve, a_cause("alone"))
    await app.give(approve, a_cause("approve", HEAD))
    put_up = PublishNotice(
        case_id="case-1", notice_id=notice_id, channel=PublicationChannel.NATIONAL_SITE, reference="XQ-2026-7"
    )
    await app.give(put_up, a_cause("publish"))
    dna = SendInquiry(case_id="case-1", kind=InquiryKind.DNA_SAMPLE, office="锦屏派出所")
    await app.give(dna, a_cause("dna"))
    sent = [event for event in rescue.cases.published if not isinstance(event, DeadlineSettled)]
    assert sent[-4:] == [
        NoticeProposed(**told, due_at=ENTERED + timedelta(hours=24)),
        NoticeApproved(**told, due_at=ENTERED + timedelta(hours=24)),
        NoticePublished(**told, channel="national_site", published_at=ENTERED),
        DnaRequested(case_id="case-1"),
    ]
    settled = [event.code for event in rescue.cases.published if isinstance(event, DeadlineSettled)]
    assert settled == ["search_notice", "dna_request"]
    withdraw = WithdrawNotice(case_id="case-1", notice_id=notice_id, reason="重新拟稿")
    await app.give(withdraw, a_cause("withdraw"))
    assert (await rescue.case()).search.notice(notice_id).state is NoticeState.WITHDRAWN


async def test_a_statement_its_check_a_reply_and_a_duty_done_outside() -> None:
    rescue = await rescue_in_memory().with_case(a_case())
    app = rescue.app
    await app.give(SendInquiry(case_id="case-1", kind=InquiryKind.FACE, office="锦屏派出所"), a_cause("face"))
    reply = RecordReply(
        case_id="case-1", inquiry_id=a_cause("face").new_id("inquiry"), outcome=ReplyOutcome.NO_HIT, paper="回1号"
    )
    await app.give(reply, a_cause("reply"))
    await app.give(RecordDuty(case_id="case-1", code="normal_stay", paper="甬民救3号"), a_cause("duty"))
    await app.give(RecordStatedIdentity(case_id="case-1", name="张志英"), a_cause("say"))
    check = confirming(
        CheckIdentity, case_id="case-1", source=CheckSource.POLICE, outcome=CheckOutcome.CONFIRMED, paper="甬奉公复7号"
    )
    await app.give(check, a_cause("check", HEAD))
    case = await rescue.case()
    assert case.identity.state is IdentityState.VERIFIED
    assert not any(item.awaits for item in case.limits.deadlines.items)


async def test_a_draft_is_sent_back_with_a_reason() -> None:
    rescue = await rescue_in_memory().with_case(a_case().with_notice_proposed())
    back = ReturnNotice(case_id="case-1", notice_id="notice-1", reason="衣着写全")
    await rescue.app.give(back, a_cause("back", HEAD))
    assert (await rescue.case()).search.notice("notice-1").state is NoticeState.RETURNED


async def test_the_limits_of_a_case_from_before_they_started_by_themselves_begin_once() -> None:
    ticking = Cause("tick", Actor("service:rescue", CLOCK), ENTERED, "tick")
    stored = rescue_in_memory()
    case = a_case().build()
    case.limits.deadlines.items.clear()
    await stored.cases.create(case, a_cause("stored"))
    await stored.app.give(BeginSearch(case_id="case-1"), ticking)
    assert len((await stored.case()).limits.deadlines.items) == 5
    with pytest.raises(NothingDue):
        await stored.app.give(BeginSearch(case_id="case-1"), replace(ticking, id="tock"))


async def test_a_notice_is_approved_only_after_each_held_passage_was_looked_at() -> None:
    rescue = await rescue_in_memory().with_case(a_case())
    text = replace(NOTICE, condition="HIV阳性", speech="三院护士说像阜阳话")
    await rescue.app.give(ProposeNotice(case_id="case-1", text=text), a_cause("draft"))
    notice = (await rescue.case()).search.notices[0]
    keys = tuple(one.key for one in held_words(notice.text))
    for number, ticked in enumerate([(), keys[:1], ("condition:阳性",)]):
        with pytest.raises(errors.HeldWordsUnchecked, match=r"HIV阳性|三院"):
            await rescue.app.give(
                confirming(ApproveNotice, case_id="case-1", notice_id=notice.id, words_checked=ticked),
                a_cause(f"{number}", HEAD),
            )
    approve = confirming(ApproveNotice, case_id="case-1", notice_id=notice.id, words_checked=keys)
    await rescue.app.give(approve, a_cause("ok", HEAD))
    assert (await rescue.case()).search.notices[0].state is NoticeState.APPROVED
