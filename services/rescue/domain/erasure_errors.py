"""What rescue refuses about erasing a person, each by its name and in both languages."""

from shared.kernel.errors import Conflict, Forbidden, Invalid


class ConsentIsNoGround(Invalid):
    """Basis: 个人信息保护法 第十三条第一款第三项、第四十七条."""

    slug = "consent-is-no-ground"
    zh = (
        "救助档案是为履行法定职责保存的（个人信息保护法第十三条第一款第三项），不以本人同意为依据，撤回同意不能作为清除依据。"
        "可以选：保存期限已届满、处理目的已实现或者不再必要、违法处理、法律法规规定的其他情形。"
    )
    en = (
        "The file is kept by legal duty (PIPL article 13, paragraph 1(3)), not by consent, so withdrawn consent is no "
        "ground. The grounds that fit: the time for keeping it is over, the purpose is achieved or no longer needed, "
        "unlawful processing, or another case of law."
    )


class RetentionRunning(Conflict):
    """Basis: 个人信息保护法 第四十七条第二款."""

    slug = "retention-running"
    zh = "救助档案要保存到{day}（{source}）。期满前只有违法处理的才能清除；其余的应当停止使用，继续安全保存。"
    en = (
        "The file must be kept until {day} ({source}). Before that only unlawful processing is a ground; otherwise it "
        "is no longer used and kept safe."
    )


class ErasureWaiting(Conflict):
    slug = "erasure-waiting"
    zh, en = "已有同事提出清除，等待另一人批准。", "An erasure is proposed already and waits for a second person."


class ErasureNotProposed(Conflict):
    slug = "erasure-not-proposed"
    zh, en = "清除要两个人办：请先由一人提出清除。", "It takes two to erase: somebody must propose it first."


class ErasureNeedsAnother(Forbidden):
    slug = "erasure-needs-another"
    zh, en = "提出清除的人不能自己批准，请另一位同事批准。", "Another colleague than who proposed it must approve."


class ErasureNeedsHead(Forbidden):
    slug = "erasure-needs-head"
    zh = "提出和批准清除的两个人中，必须有一人是救助站长。"
    en = "One of the two who propose and approve an erasure must be the head of the station."
