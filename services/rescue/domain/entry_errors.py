"""What rescue refuses about the time of arrival and its corrections, each by its name and in both languages."""

from shared.kernel.errors import Conflict, Forbidden, Invalid


class EntryAfterAct(Invalid):
    """The person would have come only after something that was done with or for them here."""

    slug = "entry-after-act"
    zh = "入站时间不能晚于本案已经登记的“{what_zh}”（{at}），请核对日期和钟点。"
    en = "The person cannot have come after “{what_en}” ({at}), which is on file. Check date and time."


class EntryCorrectionWaits(Conflict):
    slug = "entry-correction-waits"
    zh, en = "已有一份入站时间更正等待批准。", "A correction of the time of arrival is waiting for approval already."


class NoEntryCorrection(Conflict):
    slug = "no-entry-correction"
    zh, en = "没有等待批准的入站时间更正。", "No correction of the time of arrival is waiting."


class EntryCorrectionNeedsAnother(Forbidden):
    slug = "entry-correction-needs-another"
    zh = "提出更正的人不能自己批准，请另一位同事核对后批准。"
    en = "Whoever proposed the correction cannot approve it. Ask a colleague to check and approve it."
