"""Every declared page fits the committed documents of the services: a changed service breaks this, not the page."""

from dataclasses import replace

import pytest

from services.gateway.app import DECLARED, OWN_DECLARED
from services.gateway.engine.api import document_of
from services.gateway.engine.blocks import Facts
from services.gateway.engine.fields import Input
from services.gateway.engine.listing import List
from services.gateway.engine.pages import Declared
from services.gateway.engine.record import Record
from services.gateway.engine.schema import Undeclared
from services.gateway.engine.values import Column, bound

LISTS = [page for page in DECLARED if isinstance(page, List)]
RECORDS = [page for page in DECLARED if isinstance(page, Record)]


@pytest.mark.parametrize("page", [*DECLARED, *(page for _, page in OWN_DECLARED)], ids=lambda page: page.path)
def test_declared_page_names_what_its_service_has(page: Declared) -> None:
    page.check()


def test_column_whose_field_has_no_label_needs_one_from_the_page() -> None:
    schema = document_of("grants").operation("GET", "/projects/{project_id}").answer.at("instalments").schema.items
    with pytest.raises(Undeclared, match="no label for no"):
        bound((Column("no"),), schema)
    with pytest.raises(Undeclared, match="no label for no"):
        bound((Column("amount.fen", "金额", below=("no",)),), schema)
    assert [one.column.label for one in bound((Column("no", "期次"),), schema)] == ["期次"]


def test_list_with_a_field_or_filter_that_is_not_there_is_noticed() -> None:
    with pytest.raises(Undeclared, match="no field colour"):
        replace(LISTS[0], columns=(Column("colour"),)).check()
    with pytest.raises(Undeclared, match="no parameter colour"):
        replace(LISTS[0], filters=(Input("colour"),)).check()
    with pytest.raises(Undeclared, match="no GET /nowhere"):
        replace(LISTS[0], source="/nowhere").check()


def test_record_with_a_field_or_command_that_is_not_there_is_noticed() -> None:
    record = next(one for one in RECORDS if one.actions)
    with pytest.raises(Undeclared, match="no field colour"):
        replace(record, blocks=(Facts("", (Column("colour"),)),)).check()
    with pytest.raises(Undeclared, match="no command paint"):
        replace(record, actions=(replace(record.actions[0], command="paint"),)).check()
    with pytest.raises(Undeclared, match="no field colour"):
        replace(record, actions=(replace(record.actions[0], inputs=(Input("colour"),)),)).check()
