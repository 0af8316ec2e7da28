"""What registry tells the others: organisations, their standing, and who may interpret; never a person's name."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from shared.contracts.contract import Contract


class OrganisationRegistered(Contract):
    """An organisation entered the register. ``kind`` is ``association``, ``service_agency`` or ``foundation``."""

    NAME: ClassVar[str] = "registry.organisation.registered"
    ZH: ClassVar[str] = "社会组织已登记入册。"
    FOR_OUTSIDERS: ClassVar[bool] = True

    organisation_id: str
    uscc: str
    kind: str


class OrganisationListedAbnormal(Contract):
    """A reason was entered on the list of abnormal activity (活动异常名录). ``open_reasons`` counts this one too."""

    NAME: ClassVar[str] = "registry.organisation.listed_abnormal"
    ZH: ClassVar[str] = "社会组织因一项事由被列入活动异常名录。"

    organisation_id: str
    reason_id: str
    reason_code: str
    open_reasons: int


class OrganisationReasonCleared(Contract):
    """One reason was cleared; the organisation stays listed while ``open_reasons`` is above 0."""

    NAME: ClassVar[str] = "registry.organisation.reason_cleared"
    ZH: ClassVar[str] = "社会组织的一项列入事由已移出；仍有其他事由时继续在名录内。"

    organisation_id: str
    reason_id: str
    open_reasons: int


class OrganisationStandingRestored(Contract):
    """The last open reason was cleared: the organisation is off the list."""

    NAME: ClassVar[str] = "registry.organisation.standing_restored"
    ZH: ClassVar[str] = "最后一项事由已移出，社会组织退出活动异常名录。"

    organisation_id: str


class Proposal(BaseModel):
    """One person of the talent pool who may interpret. ``why`` holds codes, best first; distance in kilometres."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    person_id: str
    native_county: str
    dialects: list[str]
    distance_km: float | None = None
    why: list[str]


class InterpreterProposed(Contract):
    """The answer to a request for an interpreter, nearest first; an empty list says that nobody was found."""

    NAME: ClassVar[str] = "registry.interpreter.proposed"
    ZH: ClassVar[str] = "已按方言和籍贯在人才库中找出可能听得懂的人，由近及远；可能一个也没有。"

    request_id: str
    case_id: str
    area: str
    dialect: str | None = None
    requested_by: str
    proposals: list[Proposal]
