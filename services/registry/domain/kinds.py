"""The fixed words of the register: kinds of organisation, states of their legal life, standing, reasons."""

from enum import StrEnum


class OrganisationKind(StrEnum):
    """社会团体, 社会服务机构(民办非企业单位), 基金会: the three kinds that civil affairs offices register."""

    ASSOCIATION = "association"
    SERVICE_AGENCY = "service_agency"
    FOUNDATION = "foundation"


KIND_BY_PREFIX = {
    "51": OrganisationKind.ASSOCIATION,
    "52": OrganisationKind.SERVICE_AGENCY,
    "53": OrganisationKind.FOUNDATION,
}
"""The first two characters of the credit code (GB 32100-2015, table 1: 5 is civil affairs)."""

KIND_WORDS = {
    OrganisationKind.ASSOCIATION: ("社会团体", "association"),
    OrganisationKind.SERVICE_AGENCY: ("社会服务机构", "private service agency"),
    OrganisationKind.FOUNDATION: ("基金会", "foundation"),
}


class OrganisationStatus(StrEnum):
    """登记, 限期停止活动, 注销, 撤销: the last two are final."""

    REGISTERED = "registered"
    SUSPENDED = "suspended"
    DEREGISTERED = "deregistered"
    REVOKED = "revoked"

    @property
    def is_final(self) -> bool:
        """Whether the organisation has ceased to exist."""
        return self in {OrganisationStatus.DEREGISTERED, OrganisationStatus.REVOKED}


STATUS_WORDS = {
    OrganisationStatus.REGISTERED: ("正常", "registered"),
    OrganisationStatus.SUSPENDED: ("限期停止活动", "suspended"),
    OrganisationStatus.DEREGISTERED: ("已注销", "deregistered"),
    OrganisationStatus.REVOKED: ("已撤销", "revoked"),
}


class Standing(StrEnum):
    """信用状况: clear, or on the list of abnormal activity (活动异常名录) for at least one open reason."""

    CLEAR = "clear"
    ABNORMAL = "abnormal"


class ReasonCode(StrEnum):
    """Why an organisation is listed (社会组织信用信息管理办法, 民政部令第60号, 第十一条)."""

    ANNUAL_REPORT_MISSING = "annual_report_missing"
    PARTY_BRANCH_MISSING = "party_branch_missing"
    RECTIFICATION_OVERDUE = "rectification_overdue"
    PUBLIC_FUNDRAISING_BREACH = "public_fundraising_breach"
    PENALISED = "penalised"
    UNREACHABLE = "unreachable"
    OTHER = "other"


REASON_WORDS = {
    ReasonCode.ANNUAL_REPORT_MISSING: ("未按时限和要求报送年度工作报告", "annual report not filed in time"),
    ReasonCode.PARTY_BRANCH_MISSING: ("未按规定设立党组织", "party branch not set up as required"),
    ReasonCode.RECTIFICATION_OVERDUE: ("责令限期整改，逾期未完成", "ordered corrections not made in time"),
    ReasonCode.PUBLIC_FUNDRAISING_BREACH: ("公开募捐违反规定", "breach of the public fundraising rules"),
    ReasonCode.PENALISED: ("受到警告或者不满五万元罚款处罚", "warned, or fined less than 50,000 yuan"),
    ReasonCode.UNREACHABLE: ("通过登记的住所无法取得联系", "cannot be reached at the registered address"),
    ReasonCode.OTHER: ("法律、行政法规规定应当列入的其他情形", "another situation named by law"),
}
