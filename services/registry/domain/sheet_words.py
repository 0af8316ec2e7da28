"""The words by which sheets of organisations name kinds and states."""

from services.registry.domain.kinds import OrganisationKind, OrganisationStatus

KINDS = {
    **dict.fromkeys(("社会团体", "社团"), OrganisationKind.ASSOCIATION),
    **dict.fromkeys(
        (
            "社会服务机构",
            "民办非企业单位",
            "民办非企业",
            "民非",
            "社会服务机构(民办非企业单位)",
            "社会服务机构(民办非企业)",
        ),
        OrganisationKind.SERVICE_AGENCY,
    ),
    "基金会": OrganisationKind.FOUNDATION,
}
STATUSES = {
    **dict.fromkeys(("登记", "已登记", "正常", "存续"), OrganisationStatus.REGISTERED),
    "限期停止活动": OrganisationStatus.SUSPENDED,
    **dict.fromkeys(("注销", "已注销", "注销登记"), OrganisationStatus.DEREGISTERED),
    **dict.fromkeys(("撤销", "已撤销", "撤销登记"), OrganisationStatus.REVOKED),
    **dict.fromkeys(("吊销", "已吊销", "吊销登记证书"), OrganisationStatus.LICENCE_WITHDRAWN),
}
