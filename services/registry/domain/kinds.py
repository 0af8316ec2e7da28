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


class OrganisationStatus(LabelledEnum):
    """登记, 限期停止活动, 注销, 撤销: the last two are final."""

    REGISTERED = "registered", "正常", "In order"
    SUSPENDED = "suspended", "限期停止活动", "Suspended"
    DEREGISTERED = "deregistered", "已注销", "Deregistered"
    REVOKED = "revoked", "已撤销", "Revoked"

    @property
    def is_final(self) -> bool:
        """Whether the organisation has ceased to exist."""
        return self in {OrganisationStatus.DEREGISTERED, OrganisationStatus.REVOKED}


class Standing(LabelledEnum):
    """信用状况: clear, or on the list of abnormal activity (活动异常名录) for at least one open reason."""

    CLEAR = "clear", "信用正常", "In good standing"
    ABNORMAL = "abnormal", "活动异常", "Abnormal"


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


class Availability(LabelledEnum):
    """When a person of the talent pool can help: 随时, 需预约, 暂不能参加."""

    AVAILABLE = "available", "随时", "At any time"
    BY_APPOINTMENT = "by_appointment", "需预约", "By appointment"
    AWAY = "away", "暂不能参加", "Not at present"
