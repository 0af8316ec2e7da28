"""What everybody may know of an organisation, told anew whenever any of it changes."""

from datetime import date
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from shared.contracts.contract import Contract
from shared.kernel.labels import Label


class ListEntry(BaseModel):
    """Why it is on a public list, by the code of 民政部令第60号, and since which day (China)."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    code: str
    since: date


class OrganisationProfileChanged(Contract):
    """The public facts of an organisation as they are from now on: all of them, those that did not change too.

    Told at registration and whenever one of them is another. ``kind``, ``status`` (``licence_withdrawn`` apart from
    ``revoked``) and ``standing`` (``clear``, ``abnormal``, ``serious``) are the register's codes; ``street`` is what
    the street or town is called today. ``abnormal`` and ``serious`` are what keeps it on the two public lists now.
    ``invented`` marks example data (示例); of a real organisation, ``invented_fields`` are. No person is among them.
    """

    NAME: ClassVar[str] = "registry.organisation.profile_changed"
    FOR_OUTSIDERS: ClassVar[bool] = True
    LABEL: ClassVar[Label] = Label("组织公开信息已更新", "Public facts of an organisation changed")
    ZH: ClassVar[str] = (
        "社会组织的公开信息（名称、信用代码、镇街、状态、信用状况等）有变化；给出全部现值，不含个人信息。"
    )

    organisation_id: str
    uscc: str
    name: str
    kind: str
    street_code: str
    street: str
    founded_on: date
    status: str
    standing: str
    abnormal: list[ListEntry]
    serious: list[ListEntry]
    invented: bool
    invented_fields: list[str]
