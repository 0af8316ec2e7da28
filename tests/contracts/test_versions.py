"""Old versions are read as the newest, and published beside it for a release: one fact in two forms."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, ClassVar, get_type_hints

import orjson
import pytest

from shared.contracts.beside import Step, StepBack, older_forms
from shared.contracts.catalogue import all_contracts
from shared.contracts.contract import Contract
from shared.contracts.decoding import decode, encode
from shared.contracts.envelope import Event
from shared.contracts.grants import DecisionAwaited, DecisionSettled, ProjectFrozen, ProjectFrozenV1
from shared.contracts.upcasters import UPCASTERS, upcast


class First(Contract):
    NAME: ClassVar[str] = "test.thing.happened"
    name: str


class Second(Contract):
    NAME: ClassVar[str] = "test.thing.happened"
    VERSION: ClassVar[int] = 2
    words: list[str]


class Third(Contract):
    NAME: ClassVar[str] = "test.thing.happened"
    VERSION: ClassVar[int] = 3
    words: list[str]
    count: int


UP: Mapping[type[Contract], Step] = {
    First: lambda old: Second(words=old.name.split()),
    Second: lambda old: Third(words=old.words, count=len(old.words)),
}
DOWN: Mapping[type[Contract], StepBack] = {
    Third: lambda new: Second(words=new.words),
    Second: lambda new: First(name=" ".join(new.words)),
}


def event(contract: Contract) -> Event:
    return Event(
        id="e-1",
        source="/tongxin/test",
        type=contract.type(),
        subject="s-1",
        time=datetime(2026, 11, 23, tzinfo=UTC),
        dataschema=f"urn:tongxin:schema:{contract.type()}",
        data=contract.payload(),
        sequence=7,
        correlationid="c",
        causationid="k",
        actor="staff:1",
    )


def test_upcast_walks_step_by_step_to_the_newest() -> None:
    assert upcast(First(name="a b"), UP) == Third(words=["a", "b"], count=2)
    assert upcast(Second(words=["a"]), UP) == Third(words=["a"], count=1)


def test_upcast_of_the_newest_is_the_same_object() -> None:
    newest = Third(words=[], count=0)
    assert upcast(newest, UP) is newest


def test_older_forms_keep_identity_and_order() -> None:
    newest = event(Third(words=["a", "b"], count=2)).model_dump(mode="json")
    second, first = older_forms(newest, DOWN)
    assert (second["type"], second["data"]) == ("test.thing.happened.v2", {"words": ["a", "b"]})
    assert (first["type"], first["data"]) == ("test.thing.happened.v1", {"name": "a b"})
    assert first["dataschema"] == "urn:tongxin:schema:test.thing.happened.v1"
    changed = {"type", "dataschema", "data"}
    assert {k: v for k, v in first.items() if k not in changed} == {k: v for k, v in newest.items() if k not in changed}


def test_older_forms_of_an_event_without_any_are_none() -> None:
    assert older_forms(event(First(name="a")).model_dump(mode="json"), DOWN) == []


def test_every_old_version_reaches_the_newest_of_its_name() -> None:
    newest = {contract.NAME: contract for contract in sorted(all_contracts().values(), key=lambda c: c.VERSION)}
    for contract in all_contracts().values():
        reached: type[Contract] = contract
        while step := UPCASTERS.get(reached):
            reached = get_type_hints(step)["return"]
        assert reached is newest[contract.NAME], f"{contract.type()} cannot be read as {newest[contract.NAME].type()}"


def test_a_frozen_project_of_version_1_is_decoded_as_version_2() -> None:
    old = ProjectFrozenV1(project_id="p", organisation_id="o", project_no="资2026-0001", reasons=["report_missing"])
    decoded = decode(encode(event(old)))
    assert decoded.event.type == "grants.project.frozen.v1"
    assert decoded.contract == ProjectFrozen(
        project_id="p", organisation_id="o", project_no="资2026-0001", reason_codes=["report_missing"]
    )


def test_what_goes_out_beside_a_new_version_is_upcast_to_the_same() -> None:
    new = ProjectFrozen(project_id="p", organisation_id="o", project_no="资2026-0001", reason_codes=["a", "b"])
    (older,) = older_forms(event(new).model_dump(mode="json"))
    assert older["type"] == "grants.project.frozen.v1"
    assert decode(orjson.dumps(older)).contract == new


def test_older_forms_end_where_an_older_version_has_no_words_for_it() -> None:
    newest = event(Third(words=[], count=0)).model_dump(mode="json")
    assert older_forms(newest, {Third: lambda _: None, Second: DOWN[Second]}) == []


AWAITED: dict[str, Any] = {"about_id": "p", "project_id": "p", "project_no": "资2026-0001"}


@pytest.mark.parametrize(
    "new",
    [
        DecisionAwaited(**AWAITED, matter="report", no=2),
        DecisionSettled(about_id="p", matters=["report", "plan"], no=2),
    ],
    ids=lambda new: new.NAME,
)
def test_decision_of_before_closings_goes_out_in_both_versions_which_are_read_alike(new: Contract) -> None:
    (older,) = older_forms(event(new).model_dump(mode="json"))
    assert older["type"] == f"{new.NAME}.v1"
    assert decode(orjson.dumps(older)).contract == new


@pytest.mark.parametrize(
    "new",
    [
        DecisionAwaited(**AWAITED, matter="closing", author="fang"),
        DecisionSettled(about_id="p", matters=["closing"], project_no="资2026-0001", refused_to="fang"),
    ],
    ids=lambda new: new.NAME,
)
def test_closing_is_told_in_the_version_alone_that_has_the_word_for_it(new: Contract) -> None:
    assert older_forms(event(new).model_dump(mode="json")) == []
