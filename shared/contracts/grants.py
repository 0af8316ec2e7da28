"""What grants tells the others: projects opened, corrected, settled, closed, frozen and released again."""

from typing import ClassVar, Literal

from shared.contracts.contract import Contract
from shared.kernel.labels import Label


class ProjectOpened(Contract):
    """A project was opened for an organisation; grants itself looks whether it must be frozen at once."""

    NAME: ClassVar[str] = "grants.project.opened"
    FOR_OUTSIDERS: ClassVar[bool] = True
    LABEL: ClassVar[Label] = Label("项目已立项", "Project opened")
    ZH: ClassVar[str] = "项目已立项；资助服务随即核对承办组织的状态，必要时立即冻结。"

    project_id: str
    organisation_id: str
    project_no: str | None = None


class ProjectReopened(Contract):
    """A settled or closed project runs again, because a payment was reversed.

    Grants itself looks whether it must be frozen.
    """

    NAME: ClassVar[str] = "grants.project.reopened"
    FOR_OUTSIDERS: ClassVar[bool] = True
    LABEL: ClassVar[Label] = Label("项目恢复执行", "Project runs again")
    ZH: ClassVar[str] = (
        "一笔拨付被冲销，已拨付完毕、结项或者终止的项目恢复执行；资助服务随即核对承办组织的状态，必要时立即冻结。"
    )

    project_id: str
    organisation_id: str
    project_no: str | None = None


class ProjectReassigned(Contract):
    """The wrong organisation had been entered; the project is that of ``organisation_id``, and was the other's never.

    Nothing of it is paid. Grants itself looks whether it must be frozen.
    """

    NAME: ClassVar[str] = "grants.project.reassigned"
    FOR_OUTSIDERS: ClassVar[bool] = True
    LABEL: ClassVar[Label] = Label("承办组织已更正", "Organisation of a project corrected")
    ZH: ClassVar[str] = "立项时选错了承办组织，已经更正；资助服务随即核对更正后的组织的状态，必要时立即冻结。"

    project_id: str
    organisation_id: str
    project_no: str


class ProjectSettled(Contract):
    """Nothing of a project is left to be paid: it no longer stands in the way of its organisation's deregistration."""

    NAME: ClassVar[str] = "grants.project.settled"
    FOR_OUTSIDERS: ClassVar[bool] = True
    LABEL: ClassVar[Label] = Label("项目已结清", "Project settled")
    ZH: ClassVar[str] = "项目款项已经全部拨付，不再妨碍承办组织办理注销登记。"

    project_id: str


class ProjectClosed(Contract):
    """A project was closed: it no longer stands in the way of its organisation's deregistration.

    ``how`` is ``completed`` (结项) or ``terminated`` (终止). What was not paid of its contract is never paid, and how
    much that is stays inside. A payment that is taken back later lets it run again.
    """

    NAME: ClassVar[str] = "grants.project.closed"
    FOR_OUTSIDERS: ClassVar[bool] = True
    LABEL: ClassVar[Label] = Label("项目已结项或者终止", "Project closed")
    ZH: ClassVar[str] = "项目已经结项或者终止，余款不再拨付，不再妨碍承办组织办理注销登记。"

    project_id: str
    organisation_id: str
    project_no: str
    how: str


class ProjectFrozen(Contract):
    """The unpaid instalments of a project were frozen: its organisation is listed as abnormal, suspended or gone.

    ``reason_codes`` are the registry's codes known at that moment: the legal state (``suspended``, ``deregistered``,
    ``revoked``, ``licence_withdrawn``) where it stands against paying, and the reasons for being listed.
    ``invented`` marks an example (示例) of the demonstration; events from before it was told do not say.
    """

    NAME: ClassVar[str] = "grants.project.frozen"
    FOR_OUTSIDERS: ClassVar[bool] = True
    VERSION: ClassVar[int] = 2
    LABEL: ClassVar[Label] = Label("项目款项已冻结", "Project frozen")
    ZH: ClassVar[str] = (
        "承办组织被列入活动异常名录或者严重违法失信名单、被限期停止活动、注销、被撤销或者吊销，项目尚未拨付的款项已冻结。"
    )

    project_id: str
    organisation_id: str
    project_no: str
    reason_codes: list[str]
    invented: bool | None = None


class ProjectFrozenV1(Contract):
    """The same before its codes were called what the registry calls them; ``reasons`` was taken for sentences."""

    NAME: ClassVar[str] = "grants.project.frozen"
    FOR_OUTSIDERS: ClassVar[bool] = True
    VERSION: ClassVar[int] = 1
    LABEL: ClassVar[Label] = ProjectFrozen.LABEL
    ZH: ClassVar[str] = "第 2 版之前的写法：reasons 中是事由代码，后改称 reason_codes。"

    project_id: str
    organisation_id: str
    project_no: str
    reasons: list[str]


class ProjectUnfrozen(Contract):
    """The unpaid instalments of a project may be paid again. ``invented`` as in ProjectFrozen."""

    NAME: ClassVar[str] = "grants.project.unfrozen"
    FOR_OUTSIDERS: ClassVar[bool] = True
    LABEL: ClassVar[Label] = Label("项目款项已解冻", "Project released")
    ZH: ClassVar[str] = "承办组织不再有冻结的原因，项目款项可以继续拨付。"

    project_id: str
    organisation_id: str
    project_no: str
    invented: bool | None = None


Matter = Literal["plan", "report", "correction", "reversal", "account", "closing"]
"""What a second person decides about: a plan or a correction, a report, a payment to be taken back, an account, the
closing of a project."""

MatterV1 = Literal["plan", "report", "correction", "reversal", "account"]
"""What it was before closings were told."""


class DecisionAwaited(Contract):
    """Something waits for a second person: heads approve plans, corrections, reversals and closings and examine
    reports, finance verifies accounts.

    ``about_id`` is the project, or for an account the organisation whose it is; ``project_id`` is where it is decided;
    ``no`` is the instalment's where it is of one. ``author`` is a user name of staff, told of a closing: whoever
    proposed one does not decide about it.
    """

    NAME: ClassVar[str] = "grants.decision.awaited"
    VERSION: ClassVar[int] = 2
    LABEL: ClassVar[Label] = Label("等待第二人办理", "Decision awaited")
    ZH: ClassVar[str] = "一项拨款计划、报告、更正、冲销、结项或者终止等待中心负责人批准，或者一个收款账户等待财务核对。"

    about_id: str
    matter: Matter
    no: int | None = None
    project_id: str
    project_no: str
    author: str | None = None


class DecisionAwaitedV1(Contract):
    """The same before the closing of a project was told; its ``matter`` is one of the other five."""

    NAME: ClassVar[str] = "grants.decision.awaited"
    VERSION: ClassVar[int] = 1
    LABEL: ClassVar[Label] = DecisionAwaited.LABEL
    ZH: ClassVar[str] = "第 2 版之前的写法：不含结项和终止。"

    about_id: str
    matter: MatterV1
    no: int | None = None
    project_id: str
    project_no: str


class DecisionSettled(Contract):
    """What waited for a second person was decided, or needs no decision any more.

    ``refused_to`` is a user name of staff whose proposal in the project ``project_no`` a colleague declined; None where
    nobody need hear of it. ``project_id`` is that project's where ``about_id`` is an organisation. Of a report that was
    examined ``accepted`` says how it was decided, for the organisation whose project it is of.
    """

    NAME: ClassVar[str] = "grants.decision.settled"
    VERSION: ClassVar[int] = 2
    LABEL: ClassVar[Label] = Label("第二人已经办理", "Decision settled")
    ZH: ClassVar[str] = "等待第二人办理的事项已经决定，或者不再需要决定；没有批准的，写明提出的人。"

    about_id: str
    matters: list[Matter]
    no: int | None = None
    project_no: str | None = None
    project_id: str | None = None
    refused_to: str | None = None
    organisation_id: str | None = None
    accepted: bool | None = None


class DecisionSettledV1(Contract):
    """The same before the closing of a project was told."""

    NAME: ClassVar[str] = "grants.decision.settled"
    VERSION: ClassVar[int] = 1
    LABEL: ClassVar[Label] = DecisionSettled.LABEL
    ZH: ClassVar[str] = "第 2 版之前的写法：不含结项和终止。"

    about_id: str
    matters: list[MatterV1]
    no: int | None = None
