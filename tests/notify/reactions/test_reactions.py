"""Tests of what becomes an inbox item, and for whom."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from services.notify.domain.announcement import ItemKind
from shared.contracts.catalogue import schema_url
from shared.contracts.contract import Contract
from shared.contracts.decoding import decode
from shared.contracts.grants import DecisionAwaited, DecisionSettled, ProjectFrozen, ProjectUnfrozen
from shared.contracts.notify import ItemCreated
from shared.contracts.registry import InterpreterProposed, Proposal
from shared.contracts.rescue import (
    AbilityImproved,
    CaseHandedOver,
    DeadlineDueSoon,
    DeadlineMissed,
    DeadlinesEnded,
    DepartureCorrected,
    DepartureCorrectionDeclined,
    DepartureCorrectionProposed,
    DnaRequested,
    ErasureDecided,
    ErasureProposed,
    InterviewTaskSettled,
)
from shared.contracts.rescue_notices import NoticePublished
from tests.builders_notify import A_LIMIT, Notify, a_cause, notify_in_memory

DUE = datetime(2026, 11, 24, 0, 30, tzinfo=UTC)
PERSON = Proposal(person_id="t1", native_county="阜阳市颍上县", dialects=["中原官话"], distance_km=3.5, why=["native"])
PROPOSED = InterpreterProposed(
    request_id="r1",
    case_id="case-117",
    area="安徽阜阳",
    requested_by="jiuzhu",
    proposals=[PERSON, PERSON],
    case_no="救2026-0117",
)
LIMIT = {"case_id": "case-117", "case_no": "救2026-0117", "code": "search_notice", "due_at": DUE}
PROJECT = {"project_id": "p1", "organisation_id": "org-77", "project_no": "资2026-0001"}
FROZEN = ProjectFrozen(**PROJECT, reason_codes=["unreachable"])
WAITS = {"about_id": "p1", "project_id": "p1", "project_no": "资2026-0001"}
REPORT = DecisionAwaited(**WAITS, matter="report", no=2)
ACCOUNT = DecisionAwaited(**{**WAITS, "about_id": "org-77"}, matter="account")
DOUBTED = DepartureCorrectionProposed(case_id="case-117", case_no="救2026-0117")
ERASING = ErasureProposed(case_id="case-117", case_no="救2026-0117", by_head=False)
CORRECTED = DepartureCorrected(case_id="case-117", case_no="救2026-0117")

HANDED = CaseHandedOver(
    case_id="case-117", case_no="救2026-0117", responsible="fang", before="li", handed_over_by="zhanzhang"
)
IMPROVED = AbilityImproved(case_id="case-117", case_no="救2026-0117", responsible="fang")

ALL: list[tuple[Contract, list[tuple[str | None, str | None]], ItemKind]] = [
    (PROPOSED, [("jiuzhu", None)], ItemKind.TODO),
    (IMPROVED, [("fang", None)], ItemKind.TODO),
    (IMPROVED.model_copy(update={"responsible": None}), [(None, "rescue_worker")], ItemKind.TODO),
    (HANDED, [("fang", None), ("li", None)], ItemKind.WATCH),
    (DeadlineDueSoon.model_validate(LIMIT), [(None, "rescue_worker")], ItemKind.TODO),
    (DeadlineMissed.model_validate(LIMIT), [(None, "rescue_worker"), (None, "station_head")], ItemKind.TODO),
    (
        DepartureCorrected(case_id="case-117", case_no="救2026-0117"),
        [(None, "rescue_worker"), (None, "station_head")],
        ItemKind.TODO,
    ),
    (DOUBTED, [(None, "rescue_worker"), (None, "station_head")], ItemKind.TODO),
    (ERASING, [(None, "station_head")], ItemKind.TODO),
    (FROZEN, [(None, "grants_officer")], ItemKind.WATCH),
    (ProjectUnfrozen.model_validate(PROJECT), [(None, "grants_officer")], ItemKind.WATCH),
    (REPORT, [(None, "grants_head")], ItemKind.TODO),
]


async def told(event: Contract, times: int = 1) -> Notify:
    notify = notify_in_memory()
    for _ in range(times):
        await notify.app.reactions[type(event)](event, a_cause("event-1"))
    return notify


@pytest.mark.parametrize(("event", "readers", "kind"), ALL, ids=lambda value: getattr(value, "NAME", None))
async def test_when_something_happens_its_readers_get_an_item_once(
    event: Contract, readers: list[tuple[str | None, str | None]], kind: ItemKind
) -> None:
    notify = await told(event, times=2)
    items = await notify.items.all()
    assert [(item.staff_id, item.role) for item in items] == readers
    assert {item.announcement.kind for item in items} == {kind}
    assert [type(sent) for sent in notify.items.published] == [ItemCreated] * len(readers)


@pytest.mark.parametrize("event", [event for event, *_ in ALL], ids=lambda event: event.NAME)
async def test_an_item_says_nothing_of_persons_areas_or_organisations(event: Contract) -> None:
    """What a proposal says of people, and where the person in care may come from, stays out of items and mails."""
    for item in await (await told(event)).items.all():
        said = str(item.announcement)
        assert not any(word in said for word in ("t1", "阜阳", "颍上", "中原官话", "org-77", "r1"))


async def test_when_nobody_can_interpret_the_item_says_so() -> None:
    notify = await told(PROPOSED.model_copy(update={"proposals": []}))
    [item] = await notify.items.all()
    assert item.announcement.subject == "interpreter_not_found"


@pytest.mark.parametrize(
    ("names", "zh", "en"),
    [
        ({"limit_zh": A_LIMIT.zh, "limit_en": A_LIMIT.en}, A_LIMIT.zh, A_LIMIT.en),
        ({}, "search_notice", "search_notice"),
    ],
    ids=["as it is published", "as it was before limits had names"],
)
@pytest.mark.parametrize("kind", [DeadlineDueSoon, DeadlineMissed], ids=lambda kind: kind.NAME)
async def test_when_a_limit_is_told_of_it_is_called_by_its_name_or_else_its_code(
    kind: type[Contract], names: dict[str, str], zh: str, en: str
) -> None:
    """Events from before, in queues, logs and the parking place, hold the four required fields alone."""
    data = {**LIMIT, "due_at": DUE.isoformat(), **names}
    envelope = {
        "specversion": "1.0", "id": "e1", "source": "/tongxin/rescue", "type": kind.type(), "subject": "case-117",
        "time": DUE.isoformat(), "dataschema": schema_url(kind.type()), "data": data, "sequence": 1,
        "correlationid": "c", "causationid": "k", "actor": "service:rescue",
    }  # fmt: skip
    [item, *_] = await (await told(decode(json.dumps(envelope).encode()).contract)).items.all()
    assert f"“{zh}”" in item.announcement.title.zh
    assert f"the limit to {en} end" in item.announcement.title.en


PUBLISHED = NoticePublished(case_id="case-117", notice_id="n1")
ENDINGS: list[tuple[Contract, set[str]]] = [
    (PUBLISHED, {"search_notice of case-117"}),
    (DnaRequested(case_id="case-117"), {"dna_request of case-117"}),
    (DeadlinesEnded(case_id="case-117"), {"search_notice of case-117", "dna_request of case-117"}),
]


@pytest.mark.parametrize(("event", "settled"), ENDINGS, ids=lambda value: getattr(value, "NAME", None))
async def test_when_a_duty_is_over_its_reminders_are_settled_and_no_others(event: Contract, settled: set[str]) -> None:
    notify = notify_in_memory()
    for case_id in ("case-117", "case-118"):
        for code in ("search_notice", "dna_request"):
            for kind in (DeadlineDueSoon, DeadlineMissed):
                said = kind.model_validate({**LIMIT, "case_id": case_id, "code": code})
                await notify.app.reactions[kind](said, a_cause(f"{kind.NAME} {code} {case_id}"))
    await notify.app.reactions[InterpreterProposed](PROPOSED, a_cause("proposed"))
    for _ in range(2):
        await notify.app.reactions[type(event)](event, a_cause("done"))
    over = [item for item in await notify.items.all() if item.settled_at]
    duties = [item.announcement.duty for item in over]
    assert {f"{duty.code} of {duty.case_id}" for duty in duties if duty} == settled
    assert len(over) == 3 * len(settled)


@pytest.mark.parametrize("decided", [CORRECTED, DepartureCorrectionDeclined(case_id="case-117")], ids=lambda e: e.NAME)
async def test_when_a_correction_is_decided_what_asked_for_the_decision_is_settled(decided: Contract) -> None:
    notify = await told(DOUBTED)
    await notify.app.reactions[type(decided)](decided, a_cause("decided"))
    asked = [item for item in await notify.items.all() if item.announcement.subject == "departure_correction_proposed"]
    assert len(asked) == 2
    assert all(item.settled_at for item in asked)


async def test_when_a_head_proposes_an_erasure_the_workers_are_asked_to_be_the_second() -> None:
    notify = await told(ERASING.model_copy(update={"by_head": True}))
    assert [item.role for item in await notify.items.all()] == ["rescue_worker"]


async def test_when_an_erasure_is_decided_what_asked_for_the_decision_is_settled() -> None:
    notify = await told(ERASING)
    await notify.app.reactions[ErasureDecided](ErasureDecided(case_id="case-117"), a_cause("decided"))
    assert all(item.settled_at for item in await notify.items.all())


async def test_when_a_limit_ends_what_was_settled_before_keeps_its_time() -> None:
    notify = await told(DeadlineDueSoon.model_validate(LIMIT))
    await notify.app.reactions[NoticePublished](PUBLISHED, a_cause("published", at=DUE))
    await notify.app.reactions[DeadlinesEnded](DeadlinesEnded(case_id="case-117"), a_cause("ended"))
    assert [item.settled_at for item in await notify.items.all()] == [DUE]


@pytest.mark.parametrize(
    ("before", "handed_over_by", "told"),
    [("li", "li", ["fang"]), ("li", "fang", ["li"]), (None, "fang", []), (None, "zhanzhang", ["fang"])],
)
async def test_when_a_case_is_handed_over_nobody_is_told_what_they_did_themselves(
    before: str | None, handed_over_by: str, told: list[str]
) -> None:
    notify = notify_in_memory()
    event = HANDED.model_copy(update={"before": before, "handed_over_by": handed_over_by})
    await notify.app.reactions[CaseHandedOver](event, a_cause("event-1"))
    assert [item.staff_id for item in await notify.items.all()] == told


async def test_the_task_to_interview_again_goes_with_the_case_and_settles_when_the_interview_is_recorded() -> None:
    notify = notify_in_memory()

    async def happens(event: Contract, cause_id: str) -> list[tuple[str | None, bool]]:
        await notify.app.reactions[type(event)](event, a_cause(cause_id))
        items = [item for item in await notify.items.all() if item.announcement.subject == "ability_improved"]
        return [(item.staff_id, item.settled_at is not None) for item in items]

    handed = CaseHandedOver(
        case_id="case-117", case_no="救2026-0117", responsible="li", before="fang", handed_over_by="fang"
    )
    assert await happens(IMPROVED, "e1") == [("fang", False)]
    for _ in range(2):
        assert await happens(handed, "e2") == [("fang", True), ("li", False)]
    assert await happens(InterviewTaskSettled(case_id="case-117"), "e3") == [("fang", True), ("li", True)]
    assert await happens(handed, "e4") == [("fang", True), ("li", True)], "nothing waits any more"


async def test_item_of_a_proposal_names_its_case_and_one_of_an_example_is_marked() -> None:
    proposed = await told(PROPOSED)
    [item] = await proposed.items.all()
    assert item.announcement.title.zh.startswith("个案 救2026-0117：找到 2 位")
    for event in (FROZEN, ProjectUnfrozen.model_validate(PROJECT)):
        marked = await told(event.model_copy(update={"invented": True}))
        [item] = await marked.items.all()
        assert "资2026-0001（示例）" in item.announcement.title.zh
        [item] = await (await told(event)).items.all()
        assert "示例" not in item.announcement.title.zh


@pytest.mark.parametrize("matter", ["plan", "report", "correction", "reversal", "closing"])
async def test_decision_of_a_head_is_asked_for_until_it_is_made(matter: Any) -> None:
    no = 2 if matter in ("report", "reversal") else None
    notify = await told(DecisionAwaited(**WAITS, matter=matter, no=no))
    other = (
        DecisionSettled(about_id="p1", matters=[matter], no=1)
        if no
        else DecisionSettled(about_id="p2", matters=[matter])
    )
    await notify.app.reactions[DecisionSettled](other, a_cause("event-2"))
    [item] = await notify.items.all()
    assert (item.role, item.settled_at) == ("grants_head", None)
    settled = DecisionSettled(about_id="p1", matters=[matter], no=no)
    await notify.app.reactions[DecisionSettled](settled, a_cause("event-3"))
    [item] = await notify.items.all()
    assert item.settled_at


async def test_account_is_asked_of_finance_by_the_organisation_and_shown_in_the_project() -> None:
    notify = await told(ACCOUNT)
    [item] = await notify.items.all()
    assert (item.role, item.announcement.about.id) == ("finance", "p1")
    await notify.app.reactions[DecisionSettled](
        DecisionSettled(about_id="org-77", matters=["account"]), a_cause("event-2")
    )
    assert [one.settled_at is None for one in await notify.items.all()] == [False]


async def test_plan_that_grew_is_asked_for_once_and_a_cancelled_one_not_at_all() -> None:
    notify = await told(DecisionAwaited(**WAITS, matter="plan"))
    await notify.app.reactions[DecisionAwaited](DecisionAwaited(**WAITS, matter="plan"), a_cause("event-2"))
    assert sorted(one.settled_at is None for one in await notify.items.all()) == [False, True]
    cancelled = DecisionSettled(about_id="p1", matters=["report", "plan"], no=1)
    await notify.app.reactions[DecisionSettled](cancelled, a_cause("event-3"))
    assert all(one.settled_at for one in await notify.items.all())
