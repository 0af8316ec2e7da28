"""What notify refuses, each by its name and in both languages."""

from shared.kernel.errors import Conflict, Forbidden, Invalid


class NotYourItem(Forbidden):
    slug = "not-your-item"
    zh, en = "这条通知不是给您的。", "This item is not for you."


class ItemIsArchived(Conflict):
    slug = "item-is-archived"
    zh, en = "这条通知已经归档。", "This item is archived."


class SnoozeIsPast(Invalid):
    slug = "snooze-is-past"
    zh, en = "请选择一个将来的时间。", "Choose a time that is still to come."


class SnoozeTooLong(Invalid):
    slug = "snooze-too-long"
    zh, en = "最多可以推后 {days} 天。", "An item can be put off for {days} days at most."


class QuietHoursZoned(Invalid):
    slug = "quiet-hours-zoned"
    zh = "免打扰时间按办公室所在地的钟点填写，例如 22:00，不要带时区。"
    en = "Quiet hours are times of the office's own clock, such as 22:00, without a time zone."


class QuietHoursEmpty(Invalid):
    slug = "quiet-hours-empty"
    zh, en = "免打扰的开始和结束时间不能相同。", "Quiet hours cannot begin and end at the same time."
