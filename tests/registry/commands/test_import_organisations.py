"""Importing a file, on ports in memory."""

from dataclasses import replace

import pytest

from services.registry.commands.import_organisations import ImportOrganisations, import_organisations
from services.registry.domain.import_run import Known, OrganisationImport
from services.registry.domain.kinds import OrganisationStatus, Particular, Standing
from services.registry.domain.organisation import Organisation
from services.registry.domain.sheet_errors import ColumnsMissing
from services.registry.ports import Ports
from shared.contracts.registry import OrganisationRegistered
from shared.kernel.cause import Cause
from shared.kernel.errors import KeyReused, Unavailable
from shared.kernel.repository import Receipt
from tests.builders_registry import HEADER, a_cause, a_code, a_csv, a_row, in_memory_ports, told_others


async def run(ports: Ports, content: bytes, cause: Cause | None = None, **choices: bool) -> OrganisationImport:
    cmd = ImportOrganisations(file_name="名册.csv", content=content, **choices)
    receipt = await import_organisations.give(cmd, cause or a_cause(), ports)
    return await ports.imports.get(receipt.id)


def figures(done: OrganisationImport) -> tuple[int, int, int, int]:
    return done.created, done.updated, done.unchanged, done.failed


async def test_import_of_right_rows_registers_each_and_tells_of_each() -> None:
    ports = in_memory_ports()
    done = await run(ports, a_csv(a_row(1), a_row(2)))
    assert figures(done) == (2, 0, 0, 0)
    published = [event for event in told_others(ports) if isinstance(event, OrganisationRegistered)]
    assert [event.uscc for event in published] == [a_code(1), a_code(2)]
    assert [o.particulars.name for o in await ports.organisations.all()] == ["奉化区示例协会1", "奉化区示例协会2"]


async def test_import_of_the_same_file_again_changes_nothing() -> None:
    ports = in_memory_ports()
    content = a_csv(a_row(1), a_row(2))
    await run(ports, content)
    done = await run(ports, content, a_cause("cause-2"))
    assert figures(done) == (0, 0, 2, 0)
    assert len(told_others(ports)) == 2


async def test_import_repeated_by_the_same_cause_answers_as_before() -> None:
    ports = in_memory_ports()
    cmd = ImportOrganisations(file_name="名册.csv", content=a_csv(a_row(1)))
    first = await import_organisations.give(cmd, a_cause(), ports)
    second = await import_organisations.give(cmd, a_cause(), ports)
    assert (second.id, second.repeated) == (first.id, True)
    assert (await ports.imports.get(first.id)).created == 1


async def test_import_that_broke_off_is_finished_when_its_sender_repeats_it(monkeypatch: pytest.MonkeyPatch) -> None:
    ports = in_memory_ports()
    content = a_csv(*(a_row(number) for number in range(1, 13)))
    create = ports.organisations.create

    async def away_after_the_first(organisation: Organisation, cause: Cause) -> Receipt:
        if organisation.particulars.uscc != a_code(1):
            raise Unavailable
        return await create(organisation, cause)

    monkeypatch.setattr(ports.organisations, "create", away_after_the_first)
    with pytest.raises(Unavailable):
        await run(ports, content)
    (broken,) = await ports.imports.all()
    assert broken.finished_at is None
    monkeypatch.undo()
    done = await run(ports, content)
    assert done.id == broken.id
    assert figures(done) == (11, 0, 1, 0)
    assert len(await ports.organisations.all()) == 12


async def test_key_reused_for_another_file_writes_nothing() -> None:
    ports = in_memory_ports()
    await run(ports, a_csv(a_row(1)), a_cause(digest="one"))
    with pytest.raises(KeyReused):
        await run(ports, a_csv(a_row(2)), a_cause(digest="two"))
    assert len(await ports.organisations.all()) == 1


async def test_dry_run_tells_what_would_happen_and_writes_only_its_result() -> None:
    ports = in_memory_ports()
    done = await run(ports, a_csv(a_row(1), a_row(2, 名称="")), dry_run=True)
    assert figures(done) == (1, 0, 0, 1)
    assert done.dry_run
    assert await ports.organisations.all() == []


async def test_rows_that_are_right_go_in_beside_rows_that_are_wrong() -> None:
    ports = in_memory_ports()
    done = await run(ports, a_csv(a_row(1), a_row(2, 统一社会信用代码="51330213MJ90000147"), a_row(3)))
    assert figures(done) == (2, 0, 0, 1)
    assert [(p.row, p.column) for p in done.problems] == [(3, "统一社会信用代码")]


async def test_differing_row_is_left_alone_unless_updating_was_chosen() -> None:
    ports = in_memory_ports()
    await run(ports, a_csv(a_row(1)))
    changed = a_csv(a_row(1, 法定代表人="李二"))
    kept = await run(ports, changed, a_cause("cause-2"))
    assert figures(kept) == (0, 0, 0, 1)
    updated = await run(ports, changed, a_cause("cause-3"), update_existing=True)
    assert figures(updated) == (0, 1, 0, 0)
    (organisation,) = await ports.organisations.all()
    assert organisation.particulars.legal_representative == "李二"
    assert organisation.corrections[0].reason == "导入 名册.csv"


async def test_particulars_that_a_sheet_marks_as_examples_lose_the_mark_with_a_correction_unless_that_marks_them() -> (
    None
):
    ports, header = in_memory_ports(), f"{HEADER},示例"
    await run(ports, a_csv(f"{a_row(1)},镇街道、住所", header=header))
    (first,) = await ports.organisations.all()
    assert first.invented_fields == (Particular.STREET, Particular.ADDRESS)
    for number, mark in enumerate(("住所、法定代表人", "")):
        row = a_row(1, 住所=f"锦屏南路{number + 7}号", 法定代表人="李" + "二三"[number])
        again = a_csv(f"{row},{mark}", header=header)
        await run(ports, again, a_cause(f"cause-{number + 2}"), update_existing=True)
        (now,) = await ports.organisations.all()
        expected = (Particular.ADDRESS, Particular.LEGAL_REPRESENTATIVE) if mark else ()
        assert now.invented_fields == (Particular.STREET, *expected)


async def test_columns_that_the_sheet_does_not_have_are_left_as_they_are() -> None:
    ports = in_memory_ports()
    await run(ports, a_csv(a_row(1)))
    (before,) = await ports.organisations.all()
    narrow = a_csv(f"{a_code(1)},奉化区示例协会1,2017-07-01", header="统一社会信用代码,名称,成立日期")
    assert figures(await run(ports, narrow, a_cause("cause-2"))) == (0, 0, 1, 0)
    renamed = a_csv(f"{a_code(1)},奉化区更正协会,2017-07-01", header="统一社会信用代码,名称,成立日期")
    assert figures(await run(ports, renamed, a_cause("cause-3"), update_existing=True)) == (0, 1, 0, 0)
    (after,) = await ports.organisations.all()
    assert after.particulars == replace(before.particulars, name="奉化区更正协会")


async def test_status_of_a_known_organisation_is_compared_and_never_changed() -> None:
    ports = in_memory_ports()
    await run(ports, a_csv(a_row(1)))
    gone = a_csv(a_row(1) + ",注销", header=f"{HEADER},状态")
    done = await run(ports, gone, a_cause("cause-2"), update_existing=True)
    assert figures(done) == (0, 0, 0, 1)
    assert [(p.column, p.slug) for p in done.problems] == [("状态", "status-differs")]
    (organisation,) = await ports.organisations.all()
    assert organisation.status is OrganisationStatus.REGISTERED


async def test_name_that_a_living_organisation_bears_is_a_problem_of_its_row() -> None:
    ports = in_memory_ports()
    await run(ports, a_csv(a_row(1)))
    twin = a_csv(a_row(2, 名称="奉化区示例协会1"))
    for choices in ({"dry_run": True}, {}):
        done = await run(ports, twin, a_cause(f"cause-{choices}"), **choices)
        assert figures(done) == (0, 0, 0, 1)
        assert [(p.column, p.slug) for p in done.problems] == [("名称", "organisation-name-borne")]


async def test_name_taken_by_somebody_faster_is_a_problem_of_its_column(monkeypatch: pytest.MonkeyPatch) -> None:
    ports = in_memory_ports()
    await run(ports, a_csv(a_row(1)))

    async def nobody(_: object) -> list[Known]:
        return []

    monkeypatch.setattr(ports.register, "known", nobody)
    done = await run(ports, a_csv(a_row(2, 名称="奉化区示例协会1")), a_cause("cause-2"))
    assert [(p.column, p.slug) for p in done.problems] == [("名称", "organisation-name-taken")]


async def test_code_taken_by_somebody_faster_is_a_problem_of_its_row() -> None:
    ports = in_memory_ports()
    await run(ports, a_csv(a_row(1)))

    class Blind:
        async def known(self, particulars: object) -> list[Known]:
            return []

    object.__setattr__(ports, "register", Blind())
    done = await run(ports, a_csv(a_row(1), a_row(2)), a_cause("cause-2"))
    assert figures(done) == (1, 0, 0, 1)
    assert done.problems[0].slug == "uscc-taken"


async def test_import_stops_when_the_database_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    ports = in_memory_ports()

    async def away(*_: object) -> None:
        raise Unavailable

    monkeypatch.setattr(ports.organisations, "create", away)
    with pytest.raises(Unavailable):
        await run(ports, a_csv(a_row(1)))


async def test_file_without_the_needed_columns_is_refused_as_a_whole() -> None:
    with pytest.raises(ColumnsMissing):
        await run(in_memory_ports(), "名称,类型\n甲,社会团体\n".encode())


async def test_import_of_a_revoked_organisation_blocks_its_name_and_tells_its_credit() -> None:
    ports = in_memory_ports()
    await run(ports, a_csv(a_row(1) + ",撤销,", a_row(2) + ",撤销,2017-12-31", header=HEADER + ",状态,撤销日期"))
    unknown, known = await ports.organisations.all()
    assert (unknown.standing, len(unknown.blocked), unknown.steps[0].told.occurred_at) == (Standing.SERIOUS, 1, None)
    assert (known.standing, known.blocked) == (Standing.CLEAR, []), "before there was such a list, long ago"
    done = await run(ports, a_csv(a_row(3, 名称="奉化区示例协会1")), a_cause("cause-2"))
    assert [problem.slug for problem in done.problems] == ["organisation-name-blocked"]


async def test_import_of_an_ended_organisation_leaves_its_name_to_who_bears_it() -> None:
    ports = in_memory_ports()
    header = HEADER + ",状态,状态日期"
    done = await run(ports, a_csv(a_row(1) + ",撤销,", a_row(2, 名称="奉化区示例协会1") + ",,", header=header))
    assert figures(done) == (2, 0, 0, 0)
    assert [one.blocked for one in await ports.organisations.all()] == [[], []]


async def test_import_refuses_a_state_of_before_the_founding() -> None:
    ports = in_memory_ports()
    done = await run(ports, a_csv(a_row(1) + ",注销,2016-01-01", header=HEADER + ",状态,状态日期"))
    assert [problem.slug for problem in done.problems] == ["state-day-impossible"]
