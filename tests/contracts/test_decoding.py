"""Every message is either read or refused by name; nothing else comes out of decode."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.contracts.catalogue import all_contracts, schema_url
from shared.contracts.decoding import (
    DataDoesNotFit,
    UndecodableBody,
    UnknownSchema,
    UnknownType,
    Unreadable,
    decode,
    encode,
)
from shared.contracts.envelope import Event
from shared.contracts.rescue import CaseOpened

MEMBERS: dict[str, Any] = {
    "specversion": "1.0",
    "id": "e-1",
    "source": "/tongxin/rescue",
    "type": CaseOpened.type(),
    "subject": "k-1",
    "time": "2026-11-23T06:00:00Z",
    "datacontenttype": "application/json",
    "dataschema": schema_url(CaseOpened.type()),
    "data": {"case_id": "k-1", "case_no": "救2026-0117"},
    "sequence": 1,
    "correlationid": "c-1",
    "causationid": "k-1",
    "actor": "staff:1",
}


def body(**members: Any) -> bytes:
    return json.dumps({k: v for k, v in {**MEMBERS, **members}.items() if v is not ...}).encode()


def test_decode_reads_envelope_and_contract() -> None:
    decoded = decode(body())
    assert decoded.contract == CaseOpened(case_id="k-1", case_no="救2026-0117")
    assert (decoded.event.sequence, decoded.event.time) == (1, datetime(2026, 11, 23, 6, tzinfo=UTC))


def test_encode_is_what_decode_reads_and_leaves_out_an_absent_traceparent() -> None:
    event = decode(body()).event
    assert "traceparent" not in json.loads(encode(event))
    assert decode(encode(event)).event == event
    traced = event.model_copy(update={"traceparent": "00-" + "a" * 32 + "-" + "b" * 16 + "-01"})
    assert decode(encode(traced)).event == traced


def test_decode_ignores_members_and_fields_it_does_not_know() -> None:
    assert decode(body(traceid="x", data={**MEMBERS["data"], "later": 1})).contract == decode(body()).contract


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"\xff\xfe",
        b"null",
        b"[]",
        b'{"specversion":"1.0"',
        b"[" * 100_000,
        body(id=...),
        body(specversion="0.3"),
        body(data=...),
        body(data="text"),
        body(data_base64="AAAA", data=...),
        body(time="2026-11-23T06:00:00"),
        body(time="yesterday"),
        body(sequence=0),
        body(sequence="first"),
        body(sequence=2**63),
        body(id="i" * 257),
        body(subject="s" * 257),
        body(type="t" * 257),
    ],
)
def test_decode_of_no_event_is_refused(broken: bytes) -> None:
    with pytest.raises(UndecodableBody):
        decode(broken)


@pytest.mark.parametrize("type_", ["rescue.case.vanished.v1", "", "v1", "rescue.case", "rescue.case.opened"])
def test_decode_of_an_unknown_type_is_refused(type_: str) -> None:
    with pytest.raises(UnknownType):
        decode(body(type=type_))


@pytest.mark.parametrize(
    "members",
    [{"type": "rescue.case.opened.v9"}, {"dataschema": "urn:tongxin:schema:rescue.case.opened.v9"}, {"dataschema": ""}],
)
def test_decode_of_an_unknown_schema_is_refused(members: dict[str, str]) -> None:
    with pytest.raises(UnknownSchema):
        decode(body(**members))


def test_decode_of_data_that_does_not_fit_names_the_field_and_not_the_value() -> None:
    with pytest.raises(DataDoesNotFit) as refused:
        decode(body(data={"case_id": 138_0574_1234}))
    assert refused.value.sentence("en") == (
        "The data of rescue.case.opened.v1 does not fit its contract: case_id: string_type; case_no: missing."
    )
    assert "1380574" not in refused.value.sentence("zh")


def test_refusals_of_absurd_types_stay_short() -> None:
    with pytest.raises(UnknownType) as refused:
        decode(body(type="x" * 256))
    assert len(str(refused.value)) < 200


@given(
    st.binary(max_size=200)
    | st.recursive(st.none() | st.text() | st.integers(), st.lists).map(json.dumps).map(str.encode)
)
def test_decode_of_anything_raises_only_by_name(anything: bytes) -> None:
    with pytest.raises(Unreadable):
        decode(anything)


@given(
    st.sampled_from(sorted(MEMBERS)),
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just([]) | st.just({}),
)
def test_decode_of_an_event_with_one_strange_member_raises_only_by_name(member: str, strange: object) -> None:
    try:
        decoded = decode(body(**{member: strange}))
    except Unreadable:
        return
    assert isinstance(decoded.event, Event)


def test_catalogue_lists_every_contract_under_its_own_type() -> None:
    assert list(all_contracts()) == sorted(all_contracts())
    assert all(contract.type() == type_ for type_, contract in all_contracts().items())
