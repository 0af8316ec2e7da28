"""What grants refuses of years that cannot be meant, each by its name and in both languages."""

from shared.kernel.errors import Invalid


class SignedTooEarly(Invalid):
    slug = "signed-too-early"
    zh, en = "签约日期 {day} 太早，不会早于 {first}，请核对。", "{day} is too early: nothing was signed before {first}."


class RoundToCome(Invalid):
    slug = "round-to-come"
    zh = "批次年份 {round} 还没有到，最晚是 {last} 年；立项后批次不能更正，请核对。"
    en = "{round} is still to come: the last round is that of {last}. A round cannot be corrected later."


class InstalmentDueTooLate(Invalid):
    slug = "instalment-due-too-late"
    zh, en = (
        "计划拨付日期 {day} 离签约超过 {years} 年，请核对年份。",
        "{day} is more than {years} years after the signing. Check the year.",
    )
