"""What grants refuses while it may not know how an organisation stands."""

from shared.kernel.errors import Conflict


class NewsUnfinished(Conflict):
    slug = "news-unfinished"
    zh = (
        "关于这个组织或者项目还有 {count} 条消息没有处理完，它的状况可能已经变化：处理完之前不能批准拨款计划，"
        "也不能登记拨付。请运行维护人员在“消息与死信”中处理；处理完后自动恢复。"
    )
    en = (
        "{count} message(s) about this organisation or project are not finished, so it may stand differently by now: "
        "until they are, no plan is approved and no payment recorded. Ask the operators to look at “Messages”; "
        "afterwards this goes on by itself."
    )


class CutOffFromNews(Conflict):
    slug = "cut-off-from-news"
    zh = (
        "资助服务自{since_zh}起收不到登记服务的消息，组织的状况可能已经变化：恢复之前不能批准拨款计划，也不能登记拨付。"
        "请告诉运行维护人员检查消息服务器；消息恢复后自动恢复。"
    )
    en = (
        "Grants has had no news of the register since {since_en}, so organisations may stand differently by now: until "
        "it has, no plan is approved and no payment recorded. Ask the operators to look at the message broker; once "
        "news arrive this goes on by itself."
    )
