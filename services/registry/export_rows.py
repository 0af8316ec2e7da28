"""What a line of the exported register says, column by column, in words that an import understands."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict

from services.registry.domain.kinds import OrganisationKind, OrganisationStatus, Particular, Standing
from services.registry.domain.places import Gazetteer
from shared.kernel.labels import Label, LabelledEnum, listed
from shared.sheets.cells import SheetCell

FIELDS = dict.fromkeys(
    (
        "view.uscc",
        "view.name",
        "view.former_names",
        "view.kind",
        "view.street_code",
        "view.founded_on",
        "view.status",
        "view.standing",
        "view.open_reasons",
        "view.invented",
        "view.invented_fields",
        "state.particulars.address",
        "state.particulars.supervisor",
        "state.particulars.legal_representative",
    ),
    1,
)
"""What is read of an organisation."""
EXAMPLE = Label("示例", "Example")


class ExportRow(BaseModel):
    """One organisation as it stands in the file."""

    model_config = ConfigDict(frozen=True)

    uscc: str
    name: str
    former_names: tuple[str, ...] = ()
    kind: OrganisationKind
    street: str
    founded_on: date
    status: OrganisationStatus
    standing: Standing
    open_reasons: int
    address: str
    supervisor: str
    legal_representative: str
    invented: bool
    invented_fields: tuple[Particular, ...] = ()


Cell = Callable[[ExportRow, str], SheetCell]


def _coded(name: str) -> Cell:
    def cell(row: ExportRow, language: str) -> SheetCell:
        code: LabelledEnum = getattr(row, name)
        return code.label.of(language)

    return cell


def _plain(name: str) -> Cell:
    def cell(row: ExportRow, _: str) -> SheetCell:
        value: SheetCell = getattr(row, name)
        return value

    return cell


def _example(row: ExportRow, language: str) -> SheetCell:
    """All of it, or which particulars."""
    return EXAMPLE.of(language) if row.invented else listed([one.label for one in row.invented_fields], language)


_CONTACT = Particular.LEGAL_REPRESENTATIVE.label
COLUMNS: Sequence[tuple[Label, Cell]] = (
    (Particular.NAME.label, _plain("name")),
    (Particular.USCC.label, _plain("uscc")),
    (Label("曾用名", "Former names"), lambda row, language: listed([Label(n, n) for n in row.former_names], language)),
    (Particular.KIND.label, _coded("kind")),
    (Particular.STREET.label, _plain("street")),
    (Particular.FOUNDED_ON.label, _plain("founded_on")),
    (Label("信用状况", "Standing"), _coded("standing")),
    (Label("未移出的原因", "Open reasons"), _plain("open_reasons")),
    (Label("登记状态", "Registration"), _coded("status")),
    (Particular.ADDRESS.label, _plain("address")),
    (Particular.SUPERVISOR.label, _plain("supervisor")),
    (_CONTACT, _plain("legal_representative")),
    (EXAMPLE, _example),
)


def columns_of(with_contacts: bool) -> Sequence[tuple[Label, Cell]]:
    """The columns of a file, with or without those that name people."""
    return [one for one in COLUMNS if with_contacts or one[0] is not _CONTACT]


def export_row(document: dict[str, Any], places: Gazetteer, with_contacts: bool) -> ExportRow:
    """A stored organisation as a row; what is not asked for is not kept either."""
    view, particulars = document["view"], document["state"]["particulars"]
    told = {name: view[name] for name in ("uscc", "name", "kind", "founded_on", "status", "standing", "open_reasons")}
    return ExportRow(
        **told,
        former_names=tuple(view.get("former_names", ())),
        street=places.street_name(view["street_code"]),
        address=particulars["address"],
        supervisor=particulars["supervisor"],
        legal_representative=particulars["legal_representative"] if with_contacts else "",
        invented=view["invented"],
        invented_fields=tuple(view.get("invented_fields", ())),
    )
