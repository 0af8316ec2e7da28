"""What registry tells the others: organisations, their standing, and who may interpret; never a person's name."""

from datetime import date
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from shared.contracts.contract import Contract
from shared.kernel.labels import Label


class OrganisationRegistered(Contract):
    """An organisation entered the register. ``kind`` is ``association``, ``service_agency`` or ``foundation``.

    ``status`` is ``registered``; ``suspended``, ``deregistered`` or ``revoked`` where an older register was taken over.
    ``name`` is the organisation's, which is public; messages from before it travelled do not have it.
    """

    NAME: ClassVar[str] = "registry.organisation.registered"
    LABEL: ClassVar[Label] = Label("组织已登记", "Organisation registered")
    ZH: ClassVar[str] = "社会组织已登记入册。"

    organisation_id: str
    uscc: str
    kind: str
    status: str = "registered"
    name: str | None = None


class OrganisationSuspended(Contract):
    """An organisation was ordered to stop its activities (限期停止活动), ``until`` that day where one was set.

    ``open_reasons`` are those for which it is listed as abnormal, here and in the other steps of the legal life.
    """

    NAME: ClassVar[str] = "registry.organisation.suspended"
    LABEL: ClassVar[Label] = Label("组织被限期停止活动", "Organisation suspended")
    ZH: ClassVar[str] = "社会组织被责令限期停止活动。"

    organisation_id: str
    open_reasons: int
    until: date | None = None


class OrganisationResumed(Contract):
    """The suspension of an organisation ended."""

    NAME: ClassVar[str] = "registry.organisation.resumed"
    LABEL: ClassVar[Label] = Label("组织恢复活动", "Organisation resumed")
    ZH: ClassVar[str] = "社会组织的限期停止活动已结束，恢复活动。"

    organisation_id: str
    open_reasons: int


class OrganisationDeregistered(Contract):
    """An organisation ended at its own wish after liquidation (注销); this is final."""

    NAME: ClassVar[str] = "registry.organisation.deregistered"
    LABEL: ClassVar[Label] = Label("组织已注销", "Organisation deregistered")
    ZH: ClassVar[str] = "社会组织已注销登记，不会再恢复。"

    organisation_id: str
    open_reasons: int


class OrganisationRevoked(Contract):
    """The registering office revoked an organisation's registration (撤销); this is final."""

    NAME: ClassVar[str] = "registry.organisation.revoked"
    LABEL: ClassVar[Label] = Label("组织被撤销登记", "Organisation revoked")
    ZH: ClassVar[str] = "社会组织被撤销登记，不会再恢复。"

    organisation_id: str
    open_reasons: int


class OrganisationListedAbnormal(Contract):
    """A reason was entered on the list of abnormal activity (活动异常名录). ``open_reasons`` counts this one too.

    ``status`` is the legal state at that moment, ``registered`` or ``suspended``; here and in the two events below.
    """

    NAME: ClassVar[str] = "registry.organisation.listed_abnormal"
    LABEL: ClassVar[Label] = Label("组织被列入活动异常名录", "Organisation listed as abnormal")
    ZH: ClassVar[str] = "社会组织因一项事由被列入活动异常名录。"

    organisation_id: str
    reason_id: str
    reason_code: str
    open_reasons: int
    status: str | None = None


class OrganisationReasonCleared(Contract):
    """One reason was cleared; the organisation stays listed while ``open_reasons`` is above 0."""

    NAME: ClassVar[str] = "registry.organisation.reason_cleared"
    LABEL: ClassVar[Label] = Label("组织移出一条异常原因", "One abnormal reason cleared")
    ZH: ClassVar[str] = "社会组织的一项列入事由已移出；仍有其他事由时继续在名录内。"

    organisation_id: str
    reason_id: str
    open_reasons: int
    status: str | None = None


class OrganisationStandingRestored(Contract):
    """The last open reason was cleared: the organisation is off the list."""

    NAME: ClassVar[str] = "registry.organisation.standing_restored"
    LABEL: ClassVar[Label] = Label("组织信用恢复正常", "Standing restored")
    ZH: ClassVar[str] = "最后一项事由已移出，社会组织退出活动异常名录。"

    organisation_id: str
    status: str | None = None


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
    LABEL: ClassVar[Label] = Label("人才库推荐翻译", "Interpreters proposed")
    ZH: ClassVar[str] = "已按方言和籍贯在人才库中找出可能听得懂的人，由近及远；可能一个也没有。"

    request_id: str
    case_id: str
    area: str
    dialect: str | None = None
    requested_by: str
    proposals: list[Proposal]
