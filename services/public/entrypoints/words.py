"""Every sentence of the public site, in both languages."""

from shared.kernel.labels import Label

LANGUAGES = ("zh", "en")
HTML_LANGUAGES = {"zh": "zh-CN", "en": "en"}

WORDS = {
    "site": Label("公众网站", "Public site"),
    "skip": Label("跳到正文", "Skip to the content"),
    "menu": Label("栏目", "Sections"),
    "home": Label("首页", "Home"),
    "notices": Label("寻亲公告", "Search notices"),
    "report": Label("提供线索", "Report"),
    "register": Label("社会组织查询", "Organisations"),
    "other_language": Label("English", "中文"),
    "what_this_is": Label(
        "这里公开两类信息：正在寻找亲人的寻亲公告，和社会组织登记的公开信息。不用登录，也不记录您是谁。",
        "Two things are public here: notices about people whose family is being looked for, and the public facts of"
        " social organisations. You need not sign in, and nobody records who you are.",
    ),
    "newest_notices": Label("最新寻亲公告", "Newest search notices"),
    "all_notices": Label("查看全部寻亲公告", "All search notices"),
    "no_notices_yet": Label("现在没有公开的寻亲公告。", "No search notice is public now."),
    "none_fit": Label(
        "没有符合条件的公告。减少一个条件再试。", "No notice fits. Leave one of the conditions out and try again."
    ),
    "notices_lead": Label(
        "他们说不出自己是谁、家在哪里。如果您认识其中一位，请打公告上的电话。",
        "They cannot say who they are or where they live. If you know one of them, please call the number in the"
        " notice.",
    ),
    "place": Label("发现地点", "Place found"),
    "sex": Label("性别", "Sex"),
    "age": Label("年龄", "Age"),
    "band": Label("年龄段", "Age group"),
    "any": Label("不限", "Any"),
    "look": Label("查找", "Search"),
    "clear": Label("清除条件", "Clear"),
    "found": Label("共 {count} 条", "{count} in all"),
    "more": Label("下一页", "Next page"),
    "from_the_start": Label("回到第一页", "Back to the first page"),
    "published_on": Label("公开日期", "Public since"),
    "notice_no": Label("公告编号", "Notice number"),
    "shown_name": Label("姓名", "Name"),
    "no_name": Label("无名氏", "Name unknown"),
    "height": Label("身高", "Height"),
    "features": Label("体貌特征", "Features"),
    "speech": Label("口音", "Accent"),
    "clothing": Label("发现时衣着", "Clothing when found"),
    "condition": Label("身体和精神状况", "Health and mind"),
    "found_on": Label("发现日期", "Date found"),
    "contact_phone": Label("联系电话", "Contact phone"),
    "search_notice": Label("寻亲公告", "Search notice"),
    "know_them": Label("您认识这位亲人吗？", "Do you know this person?"),
    "call_us": Label("请拨打 {phone}，并说出公告编号 {no}。", "Please call {phone} and give the notice number {no}."),
    "as_published": Label(
        "内容为公告原文。", "The words are those of the notice, in the language in which it was published."
    ),
    "print_hint": Label("本页可以直接打印（A4）。", "This page can be printed on A4."),
    "withdrawn": Label("这份公告已经撤回", "This notice was withdrawn"),
    "withdrawn_why": Label(
        "公告编号 {no}，{day} 撤回。公告撤回后，其内容不再公开。",
        "Notice number {no}, withdrawn on {day}. Once a notice is withdrawn, its content is no longer public.",
    ),
    "replaced_by": Label("有新的公告代替它：{no}", "A newer notice stands in its place: {no}"),
    "report_lead": Label(
        "认出公告上的人，或者您家有人走失，请打电话告诉我们。",
        "If you recognise somebody in a notice, or somebody of your family is missing, please call us.",
    ),
    "report_phone": Label("救助站电话", "The station's phone"),
    "report_each": Label("请打每份公告上写的联系电话。", "Please call the contact phone that stands in each notice."),
    "report_how": Label("打电话时，请告诉我们", "When you call, please tell us"),
    "report_no": Label("公告编号（如果是看到了公告）", "the notice number, if you have seen a notice"),
    "report_who": Label("您认为这个人是谁，您怎么认识他（她）", "who you think the person is, and how you know them"),
    "report_when": Label("最后一次见到是什么时候、在哪里", "when and where they were last seen"),
    "report_back": Label("怎样能联系到您", "how we can reach you"),
    "report_danger": Label("有人身危险时，请立即拨打 110。", "If somebody is in danger, call 110 at once."),
    "report_home": Label(
        "我们核实以后，会告诉您结果；不会把他（她）现在住在哪里告诉陌生人。",
        "We check what you tell us and let you know. We tell no stranger where the person is now.",
    ),
    "register_lead": Label(
        "按名称或者统一社会信用代码查询本区登记的社会组织。",
        "Look up the social organisations registered in this district by name or credit code.",
    ),
    "name_or_code": Label("名称或统一社会信用代码", "Name or credit code"),
    "standing": Label("信用状况", "Standing"),
    "no_organisation": Label(
        "没有查到。请检查名称或者代码，也可以只写其中几个字。",
        "Nothing was found. Check the name or code; a few characters of it are enough.",
    ),
    "uscc": Label("统一社会信用代码", "Credit code"),
    "kind": Label("类型", "Kind"),
    "street": Label("镇（街道）", "Street or town"),
    "founded_on_label": Label("成立日期", "Founded on"),
    "status": Label("状态", "Status"),
    "example": Label("示例", "Example"),
    "example_whole": Label(
        "这是示例数据，不是真实登记的组织。", "This is example data, not an organisation that is really registered."
    ),
    "example_fields": Label("以下内容是示例：{facts}", "These facts are examples: {facts}"),
    "abnormal_list": Label("活动异常名录", "List of abnormal activity"),
    "serious_list": Label("严重违法失信名单", "List of serious breaches"),
    "on_no_list": Label("没有被列入活动异常名录或者严重违法失信名单。", "It is on neither of the two public lists."),
    "why_listed": Label("列入事由", "Why it is listed"),
    "since": Label("列入日期", "Since"),
    "lists_basis": Label(
        "依据《社会组织信用信息管理办法》（民政部令第60号）公布。",
        "Published under the rules on credit information of social organisations (Order No. 60 of the Ministry of Civil"
        " Affairs).",
    ),
    "as_of": Label("信息更新于 {day}", "Facts as of {day}"),
    "not_found": Label("没有这个页面", "There is no such page"),
    "not_found_why": Label(
        "网址可能写错了，或者内容已经不在。请从首页重新查找。",
        "The address may be wrong, or what was here is gone. Please start from the home page.",
    ),
    "too_many": Label("请求太多了", "Too many requests"),
    "too_many_why": Label("请等 {seconds} 秒再试。", "Please try again in {seconds} seconds."),
    "away": Label("暂时无法显示", "This cannot be shown right now"),
    "away_why": Label("请过几分钟再试。急事请打电话。", "Please try again in a few minutes. If it is urgent, call."),
    "wrong_method": Label("这里只能查看", "This site can only be read"),
    "wrong_method_why": Label(
        "这个网站不接收任何内容，请打电话。", "Nothing can be sent to this site. Please call instead."
    ),
    "back_home": Label("回到首页", "Back to the home page"),
    "run_by": Label("主办：{office}", "Run by {office}"),
    "private": Label(
        "本网站不使用 Cookie，不运行脚本，不记录访问者。",
        "This site sets no cookies, runs no scripts and records no visitors.",
    ),
}
"""Each under the name by which templates ask for it; ``{...}`` is filled in."""


def say(language: str, name: str, **params: object) -> str:
    """A sentence. Raises KeyError for one that is not there, so that no page can leave one out."""
    return WORDS[name].of(language).format(**params)
