"""What the talent pool refuses, in sentences."""

from shared.kernel.errors import Conflict, Invalid, NotFound


class TalentNotFound(NotFound):
    slug = "talent-not-found"
    zh, en = "人才库里没有这个人。", "There is no such person in the talent pool."


class TalentNameMissing(Invalid):
    slug = "talent-name-missing"
    zh, en = "请填写姓名或称呼。", "Give the person's name, or what they are called."


class NativePlaceUnknown(Invalid):
    slug = "native-place-unknown"
    zh, en = "没有行政区划码为 {code} 的地方。", "There is no place with the region code {code}."


class PhoneIllFormed(Invalid):
    slug = "phone-ill-formed"
    zh, en = "电话号码应有 7 至 15 位数字。", "A phone number has 7 to 15 digits."


class TalentGone(Conflict):
    slug = "talent-gone"
    zh, en = "这个人已退出人才库。", "This person has left the talent pool."


class TalentUnchanged(Conflict):
    slug = "talent-unchanged"
    zh, en = "内容没有变化。", "Nothing is different."
