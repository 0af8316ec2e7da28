"""What grants refuses of years that cannot be meant, each by its name and in both languages."""

from shared.kernel.errors import Invalid


class RoundToCome(Invalid):
    slug = "round-to-come"
    zh = "批次年份 {round} 还没有到，最晚是{last}年；立项后批次不能更正，请核对。"
    en = "{round} is still to come: the last round is that of {last}. A round cannot be corrected later."


class InstalmentDueTooLate(Invalid):
    slug = "instalment-due-too-late"
    zh, en = (
        "计划拨付日期{day}离签约超过 {years} 年，请核对年份。",
        "{day} is more than {years} years after the signing. Check the year.",
    )
