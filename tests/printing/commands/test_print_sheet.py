"""Printing: a number and a code for each content, the same again for a repeat, and a record without the content."""

import pytest

from services.printing.commands.note_paper import NotePaper, note_paper
from services.printing.commands.print_sheet import print_sheet
from services.printing.domain.errors import ContentDiffers, PrintNotFound, TooMuchText
from services.printing.domain.kinds import PrintKind
from services.printing.domain.permissions import PRESS
from services.printing.domain.sheet import MOST_TEXT, Fact
from services.printing.queries.paper import paper
from shared.kernel.cause import Actor
from shared.kernel.errors import NotFound, RoleRequired
from tests.builders_printing import LI, NumbersInMemory, PressInMemory, a_cause, a_command, a_sheet, ports_in_memory


async def test_print_sheet_twice_with_its_key_gets_one_number() -> None:
    ports = ports_in_memory()
    first = await print_sheet.give(a_command(), a_cause(), ports)
    again = await print_sheet.give(a_command(), a_cause(), ports)
    other = await print_sheet.give(a_command(), a_cause("cause-2"), ports)
    assert again.id == first.id
    assert again.repeated
    assert [(await ports.prints.get(one.id)).number for one in (first, other)] == ["付2026-0001", "付2026-0002"]


async def test_print_sheet_of_a_kind_for_others_is_refused_before_a_number_is_used() -> None:
    ports = ports_in_memory()
    with pytest.raises(RoleRequired):
        await print_sheet.give(a_command(kind=PrintKind.CASE_SUMMARY), a_cause(), ports)
    with pytest.raises(RoleRequired):
        await print_sheet.give(a_command(), a_cause(actor=LI), ports)
    too_long = [Fact("长", "字" * (MOST_TEXT // 2))] * 3
    with pytest.raises(TooMuchText):
        await print_sheet.give(a_command(sheet=a_sheet(facts=too_long)), a_cause(), ports)
    assert isinstance(ports.numbers, NumbersInMemory)
    assert ports.numbers.given == {}


async def test_paper_is_printed_with_what_is_on_record_and_refuses_other_content() -> None:
    ports = ports_in_memory()
    receipt = await print_sheet.give(a_command(), a_cause(), ports)
    record, made = await paper(ports, receipt.id, a_sheet())
    assert isinstance(ports.press, PressInMemory)
    [job] = ports.press.jobs
    assert (job.number, job.check_code, job.at) == (record.number, record.check_code, record.at)
    assert made.pages == 1
    with pytest.raises(ContentDiffers):
        await paper(ports, receipt.id, a_sheet(subject="另一期"))
    with pytest.raises(NotFound):
        await paper(ports, "no such print", a_sheet())


async def test_note_paper_is_for_the_service_itself() -> None:
    ports = ports_in_memory()
    receipt = await print_sheet.give(a_command(), a_cause(), ports)
    noted = NotePaper(printout_id=receipt.id, pages=2, sha256="sha")
    with pytest.raises(RoleRequired):
        await note_paper.give(noted, a_cause("noted"), ports)
    await note_paper.give(noted, a_cause("noted", Actor("service:printing", PRESS)), ports)
    kept = (await ports.prints.get(receipt.id)).paper
    assert kept is not None
    assert kept.pages == 2
    assert PrintNotFound.slug in {error.slug for error in note_paper.may_refuse}
