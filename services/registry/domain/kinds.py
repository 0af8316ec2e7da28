"""The fixed words of the register: kinds of organisation, states of their legal life, standing, reasons."""

from shared.kernel.labels import LabelledEnum


class OrganisationKind(LabelledEnum):
    """社会团体, 社会服务机构(民办非企业单位), 基金会: the three kinds that civil affairs offices register."""

    ASSOCIATION = "association", "社会团体", "Association"
    SERVICE_AGENCY = "service_agency", "社会服务机构", "Private service agency"
    FOUNDATION = "foundation", "基金会", "Foundation"


KIND_BY_PREFIX = {
    "51": OrganisationKind.ASSOCIATION,
    "52": OrganisationKind.SERVICE_AGENCY,
    "53": OrganisationKind.FOUNDATION,
}
"""The first two characters of the credit code (GB 32100-2015, table 1: 5 is civil affairs)."""


class Particular(LabelledEnum):
    """What a certificate says (登记事项), item by item, as it is called where one of them is an example."""

    USCC = "uscc", "统一社会信用代码", "Credit code"
    NAME = "name", "名称", "Name"
    KIND = "kind", "类型", "Kind"
    STREET = "street_code", "镇（街道）", "Street or town"
    ADDRESS = "address", "住所", "Address"
    SUPERVISOR = "supervisor", "业务主管单位", "Supervisor"
    LEGAL_REPRESENTATIVE = "legal_representative", "法定代表人", "Legal representative"
    FOUNDED_ON = "founded_on", "成立日期", "Founded on"


class SheetFormat(LabelledEnum):
    """As what a table is given out."""

    XLSX = "xlsx", "Excel 工作簿（XLSX）", "Excel workbook (XLSX)"
    CSV = "csv", "文本表格（CSV）", "Text table (CSV)"


class TaskKind(LabelledEnum):
    """What long work is for, as people call it. The third is one of another version of the service."""

    IMPORT = "import_organisations", "导入名录", "Import of organisations"
    EXPORT = "export_organisations", "导出名录", "Export of the register"
    OTHER = "other", "其他任务", "Another task"

    @classmethod
    def of(cls, kind: str) -> "TaskKind":
        """The kind of a stored job."""
        return cls(kind) if kind in set(cls) else cls.OTHER


class OrganisationStatus(LabelledEnum):
    """登记, 限期停止活动, 注销, 撤销登记, 吊销登记证书: with the last three it has ended.

    撤销 takes the registration back; 吊销 takes the certificate away (慈善法). Both are completed by 注销.
    """

    REGISTERED = "registered", "正常", "In order"
    SUSPENDED = "suspended", "限期停止活动", "Suspended"
    DEREGISTERED = "deregistered", "已注销", "Deregistered"
    REVOKED = "revoked", "已撤销", "Revoked"
    LICENCE_WITHDRAWN = "licence_withdrawn", "已吊销", "Certificate withdrawn"

    @property
    def has_ended(self) -> bool:
        """Whether the organisation may act no more."""
        return self not in {OrganisationStatus.REGISTERED, OrganisationStatus.SUSPENDED}

    @property
    def was_ended_by_office(self) -> bool:
        """Whether the office ended it, so that its deregistration (注销) is still to be completed."""
        return self in {OrganisationStatus.REVOKED, OrganisationStatus.LICENCE_WITHDRAWN}


class Standing(LabelledEnum):
    """信用状况: clear, listed for abnormal activity (活动异常名录), or for serious breaches (严重违法失信名单).

    The worse one is told where both apply.
    """

    CLEAR = "clear", "信用正常", "In good standing"
    ABNORMAL = "abnormal", "活动异常", "Abnormal"
    SERIOUS = "serious", "严重违法失信", "Serious breaches"


class BlockReason(LabelledEnum):
    """Why a name that nobody bears may not be taken yet (民政部令第69号 第十六条第二、三项).

    A name that stood wrong and was corrected is held as one that was changed: a correction is one person's.
    """

    CHANGED = "changed", "已经变更名称", "It was given up for another name"
    CORRECTED = "corrected", "名称刚刚更正", "It was corrected into another name"
    DEREGISTERED = "deregistered", "该组织已经注销登记", "The organisation was deregistered"
    REVOKED = "revoked", "该组织被撤销登记", "The registration of the organisation was revoked"


class ReasonCode(LabelledEnum):
    """Why an organisation is listed (社会组织信用信息管理办法, 民政部令第60号, 第十一条)."""

    ANNUAL_REPORT_MISSING = (
        "annual_report_missing",
        "未按时限和要求报送年度工作报告",
        "Annual report not filed in time",
    )
    PARTY_BRANCH_MISSING = "party_branch_missing", "未按规定设立党组织", "Party branch not set up as required"
    RECTIFICATION_OVERDUE = (
        "rectification_overdue",
        "责令限期整改，逾期未完成",
        "Ordered corrections not made in time",
    )
    PUBLIC_FUNDRAISING_BREACH = (
        "public_fundraising_breach",
        "公开募捐违反规定",
        "Breach of the public fundraising rules",
    )
    PENALISED = "penalised", "受到警告或者不满五万元罚款处罚", "Warned, or fined less than 50,000 yuan"
    UNREACHABLE = "unreachable", "通过登记的住所无法取得联系", "Cannot be reached at the registered address"
    OTHER = "other", "法律、行政法规规定应当列入的其他情形", "Another situation named by law"


class CallOutcome(LabelledEnum):
    """What counts of a call to an interpreter: they helped, would not, or could not understand."""

    HELPED = "helped", "听懂了，帮上了忙", "Helped, understood"
    DECLINED = "declined", "不便协助", "Could not help"
    COULD_NOT_UNDERSTAND = "could_not_understand", "听不懂", "Could not understand"


class SeriousGround(LabelledEnum):
    """Why an organisation is on the list of serious breaches (民政部令第60号 第十五条, in its order).

    The eight grounds were read in the published draft and in reports of the final text; they agree.
    """

    TWO_YEARS_ABNORMAL = "two_years_abnormal", "被列入活动异常名录满两年", "Two years on the list of abnormal activity"
    CHANGE_BY_FRAUD = (
        "change_by_fraud",
        "弄虚作假办理变更登记，被撤销变更登记",
        "A change obtained by fraud was revoked",
    )
    SUSPENDED = "suspended", "受到限期停止活动处罚", "Ordered to stop its activities for a time"
    FINED_FIFTY_THOUSAND = "fined_fifty_thousand", "受到五万元以上罚款处罚", "Fined 50,000 yuan or more"
    TWICE_PENALISED = (
        "twice_penalised",
        "三年内两次以上受到警告或者不满五万元罚款处罚",
        "Warned, or fined less than 50,000 yuan, twice within three years",
    )
    DISHONEST_DEBTOR = (
        "dishonest_debtor",
        "被司法机关列为失信被执行人",
        "Named by a court as a dishonest judgment debtor",
    )
    REGISTRATION_ENDED = (
        "registration_ended",
        "被吊销登记证书或者撤销登记",
        "Certificate withdrawn or registration revoked",
    )
    OTHER = "other", "法律、行政法规规定应当列入的其他情形", "Another situation named by law"


class Availability(LabelledEnum):
    """When a person of the talent pool can help: 随时, 需预约, 暂不能参加."""

    AVAILABLE = "available", "随时", "At any time"
    BY_APPOINTMENT = "by_appointment", "需预约", "By appointment"
    AWAY = "away", "暂不能参加", "Not at present"
