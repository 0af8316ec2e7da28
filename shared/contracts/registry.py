"""What registry tells the others: organisations, their standing, and who may interpret; never a person's name.

``occurred_at`` is when it was true, by which the law judges; the time of the message is when it was written down. It is
absent from messages of before it travelled.
"""

from datetime import date, datetime
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
    FOR_OUTSIDERS: ClassVar[bool] = True
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
    FOR_OUTSIDERS: ClassVar[bool] = True
    LABEL: ClassVar[Label] = Label("组织被限期停止活动", "Organisation suspended")
    ZH: ClassVar[str] = "社会组织被责令限期停止活动。"

    organisation_id: str
    open_reasons: int
    until: date | None = None
    occurred_at: datetime | None = None


class OrganisationResumed(Contract):
    """The suspension of an organisation ended."""

    NAME: ClassVar[str] = "registry.organisation.resumed"
    FOR_OUTSIDERS: ClassVar[bool] = True
    LABEL: ClassVar[Label] = Label("组织恢复活动", "Organisation resumed")
    ZH: ClassVar[str] = "社会组织的限期停止活动已结束，恢复活动。"

    organisation_id: str
    open_reasons: int
    occurred_at: datetime | None = None


class OrganisationDeregistered(Contract):
    """An organisation ended at its own wish after liquidation (注销); this is final."""

    NAME: ClassVar[str] = "registry.organisation.deregistered"
    FOR_OUTSIDERS: ClassVar[bool] = True
    LABEL: ClassVar[Label] = Label("组织已注销", "Organisation deregistered")
    ZH: ClassVar[str] = "社会组织已注销登记，不会再恢复。"

    organisation_id: str
    open_reasons: int
    occurred_at: datetime | None = None


class OrganisationRevoked(Contract):
    """The office ended an organisation: this is final, and may be followed by its deregistration.

    ``how`` is ``revoked`` (撤销登记) or ``licence_withdrawn`` (吊销登记证书); the legal state is ``revoked`` in both.
    """

    NAME: ClassVar[str] = "registry.organisation.revoked"
    FOR_OUTSIDERS: ClassVar[bool] = True
    LABEL: ClassVar[Label] = Label("组织被撤销或者吊销", "Organisation ended by the office")
    ZH: ClassVar[str] = "社会组织被撤销登记或者吊销登记证书，不会再恢复；其后还可能办理注销登记。"

    organisation_id: str
    open_reasons: int
    how: str = "revoked"
    occurred_at: datetime | None = None


class OrganisationChanged(Contract):
    """A change of registration (变更登记): these facts of the certificate are others since ``effective_on``.

    ``fields`` are among ``name``, ``street_code``, ``address``, ``supervisor`` and ``legal_representative``. Values
    stay inside, but for the ``name`` that is true from that day on, where it is one of the fields.
    """

    NAME: ClassVar[str] = "registry.organisation.changed"
    FOR_OUTSIDERS: ClassVar[bool] = True
    LABEL: ClassVar[Label] = Label("组织已变更登记", "Registration changed")
    ZH: ClassVar[str] = "社会组织的登记事项自某日起变更；事件说明变更了哪几项；除名称外不含内容。"

    organisation_id: str
    fields: list[str]
    effective_on: date
    name: str | None = None


class OrganisationCorrected(Contract):
    """What stood in the register was wrong and was put right (更正): nothing changed in the world.

    ``fields`` are the names of what was wrong. Values stay inside, but for the right ``name``, where it was wrong.
    Without fields, only the name is told, to whoever heard of the organisation before names travelled. Where a decision
    was entered by mistake and taken back, ``status`` is one of the fields and tells the legal state that holds, with
    the number of reasons for which it is listed.
    """

    NAME: ClassVar[str] = "registry.organisation.corrected"
    FOR_OUTSIDERS: ClassVar[bool] = True
    LABEL: ClassVar[Label] = Label("组织登记事项已更正", "Particulars corrected")
    ZH: ClassVar[str] = "登记册中写错的内容已更正；事件说明更正了哪几项，除名称外不含内容。"

    organisation_id: str
    fields: list[str]
    name: str | None = None
    status: str | None = None
    open_reasons: int | None = None


class OrganisationListedAbnormal(Contract):
    """A reason was entered on the list of abnormal activity (活动异常名录). ``open_reasons`` counts this one too.

    ``status`` is the legal state at that moment, ``registered`` or ``suspended``; here and in the two events below.
    """

    NAME: ClassVar[str] = "registry.organisation.listed_abnormal"
    FOR_OUTSIDERS: ClassVar[bool] = True
    LABEL: ClassVar[Label] = Label("组织被列入活动异常名录", "Organisation listed as abnormal")
    ZH: ClassVar[str] = "社会组织因一项事由被列入活动异常名录。"

    organisation_id: str
    reason_id: str
    reason_code: str
    open_reasons: int
    status: str | None = None
    occurred_at: datetime | None = None


class OrganisationReasonCleared(Contract):
    """One reason was cleared; the organisation stays listed while ``open_reasons`` is above 0."""

    NAME: ClassVar[str] = "registry.organisation.reason_cleared"
    FOR_OUTSIDERS: ClassVar[bool] = True
    LABEL: ClassVar[Label] = Label("组织移出一条异常原因", "One abnormal reason cleared")
    ZH: ClassVar[str] = "社会组织的一项列入事由已移出；仍有其他事由时继续在名录内。"

    organisation_id: str
    reason_id: str
    open_reasons: int
    status: str | None = None
    occurred_at: datetime | None = None


class OrganisationListedSerious(Contract):
    """A ground was entered on the list of serious breaches (严重违法失信名单). ``open_grounds`` counts this one too.

    ``ground_code`` is a code of the registry, such as ``suspended`` or ``two_years_abnormal``; ``open_reasons`` are
    those for which it is listed as abnormal besides, and ``status`` is the legal state at that moment.
    """

    NAME: ClassVar[str] = "registry.organisation.listed_serious"
    FOR_OUTSIDERS: ClassVar[bool] = True
    LABEL: ClassVar[Label] = Label("组织被列入严重违法失信名单", "Organisation listed for serious breaches")
    ZH: ClassVar[str] = "社会组织因一种情形被列入严重违法失信名单。"

    organisation_id: str
    ground_code: str
    open_grounds: int
    open_reasons: int
    status: str
    occurred_at: datetime | None = None


class OrganisationLeftSeriousList(Contract):
    """The organisation left the list of serious breaches, with all its grounds. It may still be listed as abnormal."""

    NAME: ClassVar[str] = "registry.organisation.left_serious_list"
    FOR_OUTSIDERS: ClassVar[bool] = True
    LABEL: ClassVar[Label] = Label("组织移出严重违法失信名单", "Organisation off the list of serious breaches")
    ZH: ClassVar[str] = "社会组织移出严重违法失信名单；仍可能在活动异常名录内。"

    organisation_id: str
    open_reasons: int
    status: str
    occurred_at: datetime | None = None


class OrganisationStandingRestored(Contract):
    """Nothing keeps the organisation on either list any more: no abnormal reason, no serious ground."""

    NAME: ClassVar[str] = "registry.organisation.standing_restored"
    FOR_OUTSIDERS: ClassVar[bool] = True
    LABEL: ClassVar[Label] = Label("组织信用恢复正常", "Standing restored")
    ZH: ClassVar[str] = "社会组织不再列入活动异常名录，也不再列入严重违法失信名单。"

    organisation_id: str
    status: str | None = None
    occurred_at: datetime | None = None


class RetractionProposed(Contract):
    """Somebody says that an entry of an organisation was a mistake (更正误登); a second person has to decide.

    Which entry, and why, stays inside. ``author`` is a user name of staff: nobody decides about their own.
    ``invented`` marks an example (示例) of the demonstration.
    """

    NAME: ClassVar[str] = "registry.retraction.proposed"
    LABEL: ClassVar[Label] = Label("更正误登待批准", "Retraction proposed")
    ZH: ClassVar[str] = "有人提出一项登记是误登，须由另一人核对后决定；不含登记的内容和理由。"

    organisation_id: str
    name: str
    uscc: str
    invented: bool
    author: str


class RetractionDecided(Contract):
    """A retraction waits no more. ``refused``: a colleague of ``author`` did not approve it.

    Otherwise it was approved, and what follows from that is told besides; or its author took it back.
    """

    NAME: ClassVar[str] = "registry.retraction.decided"
    LABEL: ClassVar[Label] = Label("更正误登已决定", "Retraction decided")
    ZH: ClassVar[str] = "提出的更正误登已经批准、没有批准，或者由提出的人收回。"

    organisation_id: str
    name: str
    uscc: str
    invented: bool
    author: str
    refused: bool


class Proposal(BaseModel):
    """One person of the talent pool who may interpret. ``why`` holds codes, best first; distance in kilometres."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    person_id: str
    native_county: str
    dialects: list[str]
    distance_km: float | None = None
    why: list[str]


class InterpreterProposed(Contract):
    """The answer to a request for an interpreter, who surely speaks so first; nobody found is an empty list.

    ``case_no`` is the number that the request told, if it told one.
    """

    NAME: ClassVar[str] = "registry.interpreter.proposed"
    LABEL: ClassVar[Label] = Label("人才库推荐翻译", "Interpreters proposed")
    ZH: ClassVar[str] = (
        "已在人才库中找出可能听得懂的人：先看会不会说，再看何时有空、以前是否帮上过忙、籍贯远近；可能一个也没有。"
    )

    request_id: str
    case_id: str
    area: str
    dialect: str | None = None
    requested_by: str
    proposals: list[Proposal]
    case_no: str | None = None
