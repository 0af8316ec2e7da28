"""The record of a print: its code belongs to number and content, and it takes no other content."""

from dataclasses import replace

import pytest

from services.printing.domain.errors import ContentDiffers, TooMuchText
from services.printing.domain.events import DomainEvent, PaperMade, PrintRegistered
from services.printing.domain.kinds import MAY_PRINT, SIGNS, PrintKind
from services.printing.domain.permissions import PRINTERS, STAFF, require_printer
from services.printing.domain.printed import Paper
from services.printing.domain.sheet import MOST_TEXT, Fact
from shared.kernel.cause import Actor
from shared.kernel.errors import RoleRequired
from shared.kernel.roles import OutsideRole
from shared.kernel.scope import Scope, ScopeKind
from tests.builders_printing import LI, MONDAY_9AM, SECRET, WU, a_printout, a_sheet


def test_register_records_the_number_and_keeps_no_content() -> None:
    made = a_printout()
    [event] = made.recorded()
    assert isinstance(event, PrintRegistered)
    assert (event.number, event.by) == ("付2026-0001", "caiwu")
    assert "阳光" not in repr(made)
    assert made.paper is None


def test_register_too_much_text_is_refused() -> None:
    with pytest.raises(TooMuchText) as refused:
        a_printout(sheet=a_sheet(facts=[Fact("长", "字" * (MOST_TEXT // 2)), Fact("长", "字" * (MOST_TEXT // 2))]))
    assert str(MOST_TEXT) in refused.value.sentence("zh")


def test_require_content_takes_the_same_content_and_no_other() -> None:
    made = a_printout()
    made.require_content(a_sheet(), SECRET)
    with pytest.raises(ContentDiffers):
        made.require_content(a_sheet(subject="资2026-0002"), SECRET)
    with pytest.raises(ContentDiffers):
        made.require_content(replace(a_sheet(), asked_by="别人"), SECRET)


def test_note_paper_made_again_changes_nothing() -> None:
    made = a_printout()
    for pages in (1, 2):
        made.note_paper(pages, "sha", MONDAY_9AM)
    assert made.paper == Paper(1, "sha", MONDAY_9AM)
    assert [type(event) for event in made.recorded()] == [PrintRegistered, PaperMade]
    assert all(isinstance(event, DomainEvent) for event in made.recorded())


def test_every_kind_has_a_sign_of_its_own_and_somebody_who_may_print_it() -> None:
    assert len({SIGNS[kind] for kind in PrintKind}) == len(PrintKind)
    assert all(MAY_PRINT[kind] and MAY_PRINT[kind] <= PRINTERS for kind in PrintKind)


@pytest.mark.parametrize("kind", PrintKind)
def test_nobody_from_outside_prints_also_with_a_role_of_the_staff(kind: PrintKind) -> None:
    scope = Scope.of(ScopeKind.ORGANISATION, "o1")
    roles = frozenset({*MAY_PRINT[kind], OutsideRole.ORGANISATION_MEMBER})
    for actor in (Actor("outside", roles, scope), Actor("outside", frozenset({OutsideRole.JUDGE}))):
        with pytest.raises(RoleRequired):
            require_printer(actor, kind)
        with pytest.raises(RoleRequired):
            actor.require(*STAFF)


def test_require_printer_of_another_kind_is_refused() -> None:
    require_printer(LI, PrintKind.CASE_SUMMARY)
    require_printer(WU, PrintKind.PAYMENT_SLIP)
    for actor, kind in ((WU, PrintKind.CASE_SUMMARY), (LI, PrintKind.PAYMENT_SLIP)):
        with pytest.raises(RoleRequired):
            require_printer(actor, kind)
