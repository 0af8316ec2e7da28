"""The forms of the simple commands on one case."""

from datetime import date

from pydantic import Field

from services.gateway.forms import FormModel
from services.gateway.i18n import N_

LATE = N_("超期原因")
LATE_HINT = N_("期限已过时必须说明，会写入档案")


class ReceptionForm(FormModel):
    """When the person came."""

    entered_at: str = Field(title=N_("入站时间"), description=N_("法定期限从这一刻起算"), min_length=1)


class EntryForm(FormModel):
    """When the person truly came."""

    entered_at: str = Field(title=N_("实际入站时间"), description=N_("法定期限从这一刻起算"), min_length=1)
    reason: str = Field(
        title=N_("更正理由"), description=N_("例如：交接表上写的是前一晚"), min_length=1, max_length=500
    )


class PlacementForm(FormModel):
    """Where the person is brought."""

    place: str = Field(title=N_("照料地点"), min_length=1)
    name: str = Field("", title=N_("机构名称"), description=N_("只在本案内部看到，不会公开"), max_length=200)


class DepartureForm(FormModel):
    """How the person left."""

    how: str = Field(title=N_("离站方式"), min_length=1)
    declared: str = Field("", title=N_("已签自愿离站声明（可能未满 18 周岁的人自行离站时必须签）"))


class ErasureForm(FormModel):
    """Why the person must be erased."""

    ground: str = Field(
        title=N_("清除依据"), description=N_("个人信息保护法第四十七条第一款，会留在查看记录里"), min_length=1
    )


class StatementForm(FormModel):
    """Who the person says they are."""

    name: str = Field(title=N_("姓名"), description=N_("以前说过的姓名会保留"), min_length=1, max_length=60)
    id_number: str = Field(
        "", title=N_("身份证号"), description=N_("可以粘贴；保存后加密。留空则保留已登记的号码"), max_length=60
    )


class NothingForm(FormModel):
    """A command that needs no more than to be confirmed."""


class NoticeForm(FormModel):
    """What the public may read."""

    shown_name: str = Field("", title=N_("公告用名"), description=N_("不知道就写“无名氏”"), max_length=500)
    sex: str = Field("", title=N_("性别"), max_length=500)
    age: str = Field("", title=N_("年龄"), description=N_("例如：约 50 岁"), max_length=500)
    height: str = Field("", title=N_("身高"), max_length=500)
    features: str = Field(title=N_("体貌特征"), min_length=1, max_length=500)
    speech: str = Field("", title=N_("口音"), max_length=500)
    clothing: str = Field("", title=N_("发现时衣着"), max_length=500)
    condition: str = Field("", title=N_("身体和精神状况"), max_length=500)
    found_on: date | None = Field(None, title=N_("发现日期"))
    found_place: str = Field("", title=N_("发现地点"), max_length=500)
    contact_phone: str = Field(title=N_("联系电话"), description=N_("救助站的电话"), min_length=1, max_length=20)


class DnaForm(FormModel):
    """Which police office was asked."""

    office: str = Field(title=N_("报请的公安机关"), description=N_("例如：岳林派出所"), min_length=1, max_length=200)
    request_no: str = Field("", title=N_("报请文号"), max_length=100)
    late_reason: str = Field("", title=LATE, description=LATE_HINT, max_length=500)


class ApprovalForm(FormModel):
    """The second person's approval."""

    late_reason: str = Field("", title=LATE, description=LATE_HINT, max_length=500)


class FindingForm(FormModel):
    """What came of looking into a clue."""

    finding: str = Field("", title=N_("核查情况"), max_length=500)


class RefutationForm(FormModel):
    """Why a clue is wrong."""

    finding: str = Field(title=N_("排除理由"), description=N_("会保留，以后不再重复核查"), min_length=1, max_length=500)
