"""Tests of who is asked to be the second person, of when nobody need decide any more, and of who hears of a refusal."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from services.notify.domain.announcement import ItemKind, ThingKind
from services.notify.domain.errors import NotYourItem
from services.notify.domain.item import InboxItem
from shared.contracts.catalogue import schema_url
from shared.contracts.contract import Contract
from shared.contracts.decoding import decode
from shared.contracts.grants import DecisionAwaited, DecisionSettled
from shared.contracts.notify import ItemCreated
from shared.contracts.registry import RetractionDecided, RetractionProposed
from shared.contracts.rescue import DepartureCorrectionDeclined, EntryCorrectionDecided, EntryCorrectionProposed
from shared.kernel.cause import Actor
from tests.builders_notify import Notify, a_cause, notify_in_memory

CASE = {"case_id": "case-117", "case_no": "救2026-0117", "author": "fang"}
ORG = {"organisation_id": "org-7", "name": "锋之社", "uscc": "51330200MJ8000001X", "invented": False, "author": "fang"}
CLOSING = DecisionAwaited(about_id="p1", matter="closing", project_id="p1", project_no="资2026-0001", author="fang")
ENTRY, RETRACTION = EntryCorrectionProposed(**CASE), RetractionProposed(**ORG)


def entry_decided(*, refused: bool) -> Contract:
    return EntryCorrectionDecided(**CASE, refused=refused)


def retraction_decided(*, refused: bool) -> Contract:
    return RetractionDecided(**ORG, refused=refused)


def closing_decided(*, refused: bool) -> Contract:
    told: dict[str, Any] = {"project_no": "资2026-0001", "refused_to": "fang"} if refused else {}
    return DecisionSettled(about_id="p1", matters=["closing"], **told)


MATTERS: list[Any] = [
    pytest.param(ENTRY, entry_decided, ["rescue_worker", "station_head"], id="the time of arrival"),
    pytest.param(RETRACTION, retraction_decided, ["registrar", "centre_admin"], id="a wrong entry of the register"),
    pytest.param(CLOSING, closing_decided, ["grants_head"], id="the closing of a project"),
]


async def after(*happened: Contract, times: int = 1) -> Notify:
    """Notify once it has heard of this, in this order, each event so often."""
    notify = notify_in_memory()
    for number, event in enumerate(happened):
        for _ in range(times):
            await notify.app.reactions[type(event)](event, a_cause(f"event-{number}"))
    return notify


def held_by(item: InboxItem, reader: str) -> bool:
    """Whether this holder of the item's role has it."""
    try:
        item.require_unarchived(Actor(reader, frozenset({item.role or "nobody"})))
    except NotYourItem:
        return False
    return True


@pytest.mark.parametrize(("proposed", "decided", "roles"), MATTERS)
async def test_all_who_may_decide_are_asked_once_and_the_author_is_not(
    proposed: Contract, decided: Any, roles: list[str]
) -> None:
    notify = await after(proposed, times=2)
    items = await notify.items.all()
    assert [item.role for item in items] == roles
    assert {item.announcement.kind for item in items} == {ItemKind.TODO}
    assert [(held_by(item, "fang"), held_by(item, "li")) for item in items] == [(False, True)] * len(roles)
    assert [type(sent) for sent in notify.items.published] == [ItemCreated] * len(roles)


@pytest.mark.parametrize(("proposed", "decided", "roles"), MATTERS)
async def test_approved_or_taken_back_it_is_asked_of_nobody_and_nobody_is_told(
    proposed: Contract, decided: Any, roles: list[str]
) -> None:
    items = await (await after(proposed, decided(refused=False), times=2)).items.all()
    assert len(items) == len(roles)
    assert all(item.settled_at for item in items)


@pytest.mark.parametrize(("proposed", "decided", "roles"), MATTERS)
async def test_the_author_of_what_was_declined_is_told_once(proposed: Contract, decided: Any, roles: list[str]) -> None:
    items = await (await after(proposed, decided(refused=True), times=2)).items.all()
    asked, told = items[: len(roles)], items[len(roles) :]
    assert all(item.settled_at for item in asked)
    (item,) = told
    assert (item.staff_id, item.role, item.settled_at) == ("fang", None, None)
    assert item.announcement.kind is ItemKind.WATCH
    assert item.announcement.about == asked[0].announcement.about
    assert "没有批准" in item.announcement.title.zh


@pytest.mark.parametrize(("proposed", "decided", "roles"), MATTERS)
async def test_what_waits_elsewhere_is_not_settled(proposed: Contract, decided: Any, roles: list[str]) -> None:
    other = decided(refused=False).model_copy(
        update={name: "another" for name in ("case_id", "organisation_id", "about_id") if hasattr(proposed, name)}
    )
    items = await (await after(proposed, other)).items.all()
    assert not any(item.settled_at for item in items)


@pytest.mark.parametrize(
    ("proposed", "number", "zh", "kind"),
    [
        (ENTRY, "救2026-0117", "入站时间更正等您批准", ThingKind.CASE),
        (RETRACTION, "锋之社 51330200MJ8000001X", "更正误登等您批准", ThingKind.ORGANISATION),
        (CLOSING, "资2026-0001", "结项或者终止等您批准", ThingKind.PROJECT),
    ],
    ids=lambda value: getattr(value, "NAME", None),
)
async def test_the_title_carries_number_and_subject_and_leads_to_the_thing(
    proposed: Contract, number: str, zh: str, kind: ThingKind
) -> None:
    item, *_ = await (await after(proposed)).items.all()
    said = item.announcement
    assert number in said.title.zh
    assert number in said.title.en
    assert said.title.zh.endswith(zh)
    assert said.about.kind is kind


async def test_an_example_is_marked_in_what_is_asked_and_in_what_is_told() -> None:
    made_up = {"invented": True}
    happened = (RETRACTION.model_copy(update=made_up), retraction_decided(refused=True).model_copy(update=made_up))
    for item in await (await after(*happened)).items.all():
        assert item.announcement.title.zh.startswith("锋之社（示例） ")
        assert item.announcement.title.en.startswith("锋之社 (example) ")


async def test_messages_of_before_closings_were_told_are_understood() -> None:
    """As they lie in queues, in the parking place and in the log: without author and in the first version."""

    def of_before(name: str, data: dict[str, Any]) -> Contract:
        type_ = f"grants.decision.{name}.v1"
        envelope = {
            "specversion": "1.0", "id": "e1", "source": "/tongxin/grants", "type": type_, "subject": "p1",
            "time": datetime(2026, 11, 24, tzinfo=UTC).isoformat(), "dataschema": schema_url(type_), "data": data,
            "sequence": 1, "correlationid": "c", "causationid": "k", "actor": "service:grants",
        }  # fmt: skip
        return decode(json.dumps(envelope).encode()).contract

    awaited = of_before(
        "awaited", {"about_id": "p1", "matter": "reversal", "no": 2, "project_id": "p1", "project_no": "资2026-0001"}
    )
    (item,) = await (await after(awaited)).items.all()
    assert item.announcement.title.zh == "项目 资2026-0001：第 2 期拨付的冲销等您批准"
    assert (item.not_for, item.settled_at) == (None, None)
    settled = of_before("settled", {"about_id": "p1", "matters": ["reversal"], "no": 2})
    (item,) = await (await after(awaited, settled)).items.all()
    assert item.settled_at


@pytest.mark.parametrize(
    ("matter", "no", "said"),
    [
        ("correction", None, "您提出的更正没有批准"),
        ("reversal", 2, "您提出的第 2 期拨付冲销没有批准"),
        ("report", 2, "您登记的第 2 期报告被退回"),
        ("account", None, "您登记的收款账户没有核对通过"),
    ],
)
async def test_whoever_proposed_what_was_declined_in_grants_is_told_once_with_the_project(
    matter: Any, no: int | None, said: str
) -> None:
    project = {"project_id": "p1"} if matter == "account" else {}
    about = "org-1" if matter == "account" else "p1"
    settled = DecisionSettled(
        about_id=about, matters=[matter], no=no, project_no="资2026-0001", refused_to="fang", **project
    )
    (item,) = await (await after(settled, times=2)).items.all()
    assert (item.staff_id, item.announcement.about.id) == ("fang", "p1")
    assert item.announcement.title.zh == f"项目 资2026-0001：{said}"


async def test_whoever_proposed_a_correction_of_a_departure_that_was_declined_is_told_and_nobody_else() -> None:
    declined = DepartureCorrectionDeclined(case_id="case-117", case_no="救2026-0117", refused_to="fang")
    (item,) = await (await after(declined, times=2)).items.all()
    assert (item.staff_id, item.announcement.about.id) == ("fang", "case-117")
    taken_back = DepartureCorrectionDeclined(case_id="case-117", case_no="救2026-0117")
    assert await (await after(taken_back)).items.all() == []
