"""What rescue refuses, each by its name and in both languages."""

from shared.kernel.errors import Conflict, Forbidden, Invalid, NotFound


class CaseNotFound(NotFound):
    slug = "case-not-found"
    zh, en = "没有这件个案。请核对编号。", "There is no such case. Please check the number."


class NoSuchCalendarEntry(NotFound):
    slug = "no-such-calendar-entry"
    zh = "这次录入不存在，或者已经不再有效。请在规则一览里查看现在的工作日历。"
    en = "There is no such entry, or it holds no more. See the working calendar on the page of rules."


class CaseClosed(Conflict):
    slug = "case-closed"
    zh, en = "受助人员已离站，本案不能再更改。", "The person has left the station's care; the case cannot be changed."


class NeverCame(Invalid):
    slug = "never-came"
    zh = "受助人员还没有到站，离站方式只能选“未到站”。"
    en = "The person has not come to the station; the only departure is “never came”."


class CameAlready(Invalid):
    slug = "came-already"
    zh, en = "受助人员已经入站，不能登记为“未到站”。", "The person has come to the station; “never came” is not true."


class NotDeparted(Conflict):
    slug = "not-departed"
    zh, en = "受助人员离站后才能清除个人信息。", "Personal data can be erased only after the person's departure."


class NoticeStillPublic(Conflict):
    slug = "notice-still-public"
    zh, en = "寻亲公告还在公开，请先撤回。", "A search notice is still public. Withdraw it first."


class CaseErased(NotFound):
    """Nothing can be told any more of a case that is known to have been there: 410 (RFC 9110, section 15.5.11)."""

    status = 410
    slug = "case-erased"
    zh = "{case_no} 的个人信息已于{day}依法清除（个人信息保护法第四十七条），不能再查看。"
    en = "The personal data of {case_no} was erased on {day}, as the law demands (PIPL article 47)."


class NotYetReceived(Conflict):
    slug = "not-yet-received"
    zh, en = "受助人员还没有到站，请先登记入站。", "The person has not been received yet. Record the arrival first."


class AlreadyReceived(Conflict):
    slug = "already-received"
    zh, en = "受助人员已经登记入站。", "The person's arrival has been recorded already."


class ArrivalInFuture(Invalid):
    slug = "arrival-in-future"
    zh, en = "入站时间不能晚于现在。", "The arrival cannot lie in the future."


class FoundInFuture(Invalid):
    slug = "found-in-future"
    zh, en = "发现时间不能晚于现在。", "The person cannot have been found in the future."


class AlreadyThere(Conflict):
    slug = "already-there"
    zh, en = "受助人员已经在这里。", "The person is there already."


class AnswerContradicts(Invalid):
    slug = "answer-contradicts"
    zh = "一项回答要么有内容，要么说明为什么不知道（不详、拒答、未问），二者取一。"
    en = "An answer is either a value or the reason why it is unknown (not known, refused, not asked), one of the two."


class TextMissing(Invalid):
    slug = "text-missing"
    zh, en = "请填写必填内容。", "Something that is needed was left empty."


class AgeIntervalWrong(Invalid):
    slug = "age-interval-wrong"
    zh, en = (
        "年龄范围应在 0 到 120 岁之间，且下限不大于上限。",
        "An age range lies within 0 to 120, the lower end first.",
    )


class EstimatedInFuture(Invalid):
    slug = "estimated-in-future"
    zh, en = "估计年龄的日期不能晚于今天。", "An age cannot have been estimated on a day to come."


class TooManyNames(Invalid):
    slug = "too-many-names"
    zh = "已登记 {most} 个其他姓名。请先在人员情况中整理。"
    en = "{most} other names are recorded already. Tidy up the description first."


class ResponsibleAlready(Conflict):
    slug = "responsible-already"
    zh, en = "这位同事已经是本案的责任人。", "This colleague is responsible for the case already."


class NothingChanged(Conflict):
    slug = "nothing-changed"
    zh, en = "内容与已登记的相同，没有需要保存的更改。", "This is what is recorded already; there is nothing to save."


class IdentityStated(Conflict):
    slug = "identity-stated"
    zh, en = "受助人员已自述身份，无需这样做。", "The person has stated who they are; this is not needed."


class SearchNotRunning(Conflict):
    slug = "search-not-running"
    zh, en = "寻亲从入站开始，请先登记入站。", "The search begins with the arrival. Record the arrival first."


class NameNotStated(Invalid):
    slug = "name-not-stated"
    zh = "勾选了本人说得清自己是谁，请填写本人所说的姓名。"
    en = "You ticked that the person says who they are: fill in the name that they give."


class NothingStated(Conflict):
    slug = "nothing-stated"
    zh, en = "没有待核实的自述身份。", "There is no statement of identity to be checked."


class IdNumberWrong(Invalid):
    """The number cannot be an identity number, and nobody said that it is to be kept as it was stated."""

    slug = "id-number-wrong"
    zh = "身份证号校验不符：{why_zh}。请核对；确实是本人所说的，勾选“按本人所说保留”再提交。"
    en = (
        "This cannot be an ID number. {why_en}. Check it; if the person really said so, tick “keep it as stated” and "
        "send again."
    )


class NoSuchDuty(Conflict):
    slug = "no-such-duty"
    zh, en = "没有需要这样登记的期限事项。", "No deadline waits for a duty that is recorded like this."


class NoSuchInquiry(NotFound):
    slug = "no-such-inquiry"
    zh, en = "本案没有这项报请。", "This case has no such request."


class InquiryAnswered(Conflict):
    slug = "inquiry-answered"
    zh, en = "这项报请已经登记答复。", "The reply to this request has been recorded already."


class SampleTaken(Conflict):
    slug = "sample-taken"
    zh, en = (
        "已经登记过采集，等结果来了再登记答复。",
        "That it was taken is on file. Record the reply once there is a result.",
    )


class NoSuchClue(NotFound):
    slug = "no-such-clue"
    zh, en = "本案没有这条线索。", "This case has no such clue."


class ClueIsRefuted(Conflict):
    slug = "clue-is-refuted"
    zh, en = "这条线索已被排除。", "This clue has been refuted."


class ClueIsChecked(Conflict):
    slug = "clue-is-checked"
    zh, en = "这条线索已核查采用。", "This clue has been checked and used already."


class NoSpeechClue(Conflict):
    slug = "no-speech-clue"
    zh = "还没有口音、地域用词或地名线索，无法寻找同乡翻译。"
    en = "There is no clue of dialect, area word or place yet, so nobody from there can be looked for."


class SpeechMissing(Invalid):
    slug = "speech-missing"
    zh = "请填写地区或方言（语言），至少一项。"
    en = "Give the area or the dialect (or language), at least one of them."


class SpeechNotFromClue(Invalid):
    slug = "speech-not-from-clue"
    zh = "地区和方言须出自口音、地域用词或地名线索，各不超过 {limit} 个字，不能写其他内容。"
    en = "Area and dialect must be taken from a clue of dialect, area word or place, at most {limit} characters each."


class InterpreterAlreadyRequested(Conflict):
    slug = "interpreter-already-requested"
    zh = "正在按同样的地区和方言查找翻译，请等人才库答复。"
    en = "An interpreter for this area and dialect is being looked for. Wait for the talent pool's answer."


class NoSuchInterpreterRequest(NotFound):
    slug = "no-such-interpreter-request"
    zh, en = "本案没有这个翻译请求。", "This case has no such interpreter request."


class NotProposed(NotFound):
    slug = "not-proposed"
    zh, en = "人才库没有为这个请求推荐此人。", "The talent pool did not propose this person for the request."


class NoProposals(Conflict):
    slug = "no-proposals"
    zh, en = "还没有推荐人选。", "Nobody has been proposed yet."


class SecondPersonRequired(Forbidden):
    slug = "second-person-required"
    zh, en = (
        "拟稿人不能批准自己的公告，请另一位站长批准。",
        "Another head than the author must approve the notice.",
    )


class PlaceOfStayIsPrivate(Invalid):
    slug = "place-of-stay-is-private"
    zh = "寻亲公告不能透露受助人员现在的住处，请删去“{words}”。"
    en = "A search notice must not tell where the person stays. Take out “{words}”."


class HeldWordsUnchecked(Invalid):
    slug = "held-words-unchecked"
    zh = "公告里标出的用语还没有逐处核对：{words}。请逐处看过并打勾；不宜公开的，不要批准，退回修改。"
    en = (
        "Marked words of the notice have not been looked at: {words}. Look at each and tick it; if one may not be "
        "public, do not approve but send the notice back to be changed."
    )


class NoticeSaysTooLittle(Invalid):
    slug = "notice-says-too-little"
    zh = "寻亲公告至少要有体貌特征和能拨通的联系电话（数字），家人才能认出并联系。"
    en = "A search notice needs features and a phone number in figures, so that a family can recognise and call."


class NoSuchNotice(NotFound):
    slug = "no-such-notice"
    zh, en = "本案没有这份公告。", "This case has no such notice."


class NoticeWaiting(Conflict):
    slug = "notice-waiting"
    zh, en = "已有一份公告等待批准。", "A notice is waiting for approval already."


class NoticeNotWaiting(Conflict):
    slug = "notice-not-waiting"
    zh, en = "这份公告不在等待批准。", "This notice is not waiting for approval."


class NoticeWithdrawn(Conflict):
    slug = "notice-withdrawn"
    zh, en = "这份公告已经撤回。", "This notice has been withdrawn already."


class NoticeNotApproved(Conflict):
    slug = "notice-not-approved"
    zh, en = (
        "这份公告还没有批准，不能登记发布。",
        "This notice has not been approved, so it cannot have been published.",
    )


class PublishedAlready(Conflict):
    slug = "published-already"
    zh = "这一天在同一渠道、同一编号的发布已经登记过，不能再登记一次。"
    en = "This publication (same channel, same number, same day) has been recorded already."


class NoticeUnpublished(Conflict):
    slug = "notice-unpublished"
    zh = "已有一份批准的公告还没有发布，请先登记发布或者撤回。"
    en = "An approved notice has not been published yet. Record its publication, or withdraw it, first."


class SearchEmpty(Invalid):
    slug = "search-empty"
    zh = "请至少填写一项：姓名（汉字、拼音或首字母）、证件末四位、电话末四位、体貌特征或家乡。"
    en = (
        "Give at least one: a name (characters, pinyin or initials), the last four of an ID or phone, marks, or a home."
    )
