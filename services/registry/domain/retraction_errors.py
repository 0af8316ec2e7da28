"""What registry refuses about taking back wrong entries, each by its name and in both languages."""

from shared.kernel.errors import Conflict, Forbidden


class NothingToRetract(Conflict):
    slug = "nothing-to-retract"
    zh, en = (
        "还没有可以更正的登记决定、列入或者变更。",
        "There is no decision, listing or change yet that could be wrong.",
    )


class RetractionWaits(Conflict):
    slug = "retraction-waits"
    zh, en = "已有一项更正误登等待批准。", "Taking back a wrong entry is waiting for approval already."


class NoRetractionWaits(Conflict):
    slug = "no-retraction-waits"
    zh, en = "没有等待批准的更正误登。", "No wrong entry is waiting to be taken back."


class RetractionNeedsAnother(Forbidden):
    slug = "retraction-needs-another"
    zh = "提出更正的人不能自己批准，请另一位同事核对后批准。"
    en = "Whoever proposed it cannot approve it. Ask a colleague to check and approve it."


class EntryNotRetractable(Conflict):
    slug = "entry-not-retractable"
    zh = "这一项不能单独更正：它已经不在，或者后来还有别的登记决定，或者由另一项自动产生。请先更正那一项。"
    en = (
        "It cannot be taken back alone: it is gone, or a later decision or another entry stands behind it. Begin there."
    )
