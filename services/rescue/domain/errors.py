"""What rescue refuses, each by its name and in both languages."""

from shared.kernel.errors import Conflict, Forbidden, Invalid, NotFound


class CaseNotFound(NotFound):
    slug = "case-not-found"
    zh, en = "没有这件个案。请核对编号。", "There is no such case. Please check the number."


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


class MayNotLeaveAlone(Invalid):
    slug = "may-not-leave-alone"
    zh = "可能未满 {age} 周岁，不能登记自行离站：应由亲属接回、护送返乡或者转送；擅自走失的，请报警查找。"
    en = (
        "The person may be under {age} and may not leave alone: relatives fetch them, or they are escorted or "
        "transferred. If they have walked away, report it to the police."
    )


class DeclarationRequired(Invalid):
    slug = "declaration-required"
    zh = "可能未满 18 周岁，自行离站须先签自愿离站声明。"
    en = "The person may be under 18: before leaving alone they must sign that they leave by their own will."


class NotDeparted(Conflict):
    slug = "not-departed"
    zh, en = "受助人员离站后才能清除个人信息。", "Personal data can be erased only after the person's departure."


class NoticeStillPublic(Conflict):
    slug = "notice-still-public"
    zh, en = "寻亲公告还在公开，请先撤回。", "A search notice is still public. Withdraw it first."


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
    zh = "救助档案要保存到 {day}（{source}）。期满前只有违法处理的才能清除；其余的应当停止使用，继续安全保存。"
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


class CaseErased(NotFound):
    """Nothing can be told any more of a case that is known to have been there: 410 (RFC 9110, section 15.5.11)."""

    status = 410
    slug = "case-erased"
    zh = "{case_no} 的个人信息已于 {day} 依法清除（个人信息保护法第四十七条），不能再查看。"
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


class SearchRunning(Conflict):
    slug = "search-running"
    zh, en = "寻亲已经开始。", "The search has been started already."


class SearchNotRunning(Conflict):
    slug = "search-not-running"
    zh, en = "请先开始寻亲。", "Start the search first."


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
        "拟稿人不能批准自己的公告，请另一位同事批准。",
        "Another colleague than the author must approve the notice.",
    )


class PlaceOfStayIsPrivate(Invalid):
    slug = "place-of-stay-is-private"
    zh = "寻亲公告不能透露受助人员现在的住处，请删去“{words}”。"
    en = "A search notice must not tell where the person stays. Take out “{words}”."


class HeldWordsUnchecked(Invalid):
    slug = "held-words-unchecked"
    zh = "公告里标出的用语还没有逐处核对：{words}。请逐处看过并打勾；不宜公开的，不要批准，撤回后重新拟稿。"
    en = (
        "Marked words of the notice have not been looked at: {words}. Look at each and tick it; if one may not be "
        "public, do not approve but withdraw the draft and write it anew."
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


class DnaAlreadyRequested(Conflict):
    slug = "dna-already-requested"
    zh, en = "已报请公安机关采集 DNA。", "The police have been asked for a DNA sample already."


class SearchEmpty(Invalid):
    slug = "search-empty"
    zh = "请至少填写一项：姓名（汉字、拼音或首字母）、证件末四位、电话末四位、体貌特征或家乡。"
    en = (
        "Give at least one: a name (characters, pinyin or initials), the last four of an ID or phone, marks, or a home."
    )
