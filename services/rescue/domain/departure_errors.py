"""What rescue refuses about departures and their corrections, each by its name and in both languages."""

from shared.kernel.errors import Conflict, Forbidden, Invalid


class MayNotLeaveAlone(Invalid):
    slug = "may-not-leave-alone"
    zh = (
        "可能未满 {age} 周岁，不能登记自行离站（{source}）：应由亲属接回、护送返乡或者转送未成年人救助保护机构；"
        "已经走失的，登记“擅自离站或走失”并报警。"
    )
    en = (
        "The person may be under {age} and may not leave alone ({source}): relatives fetch them, or they are escorted "
        "or transferred. If they have walked away, record that they walked out, and report it to the police."
    )


class AgeNotKnown(Invalid):
    """Basis: 民发〔2014〕132号 自行离站 asks for 16 years and more, so somebody has to ask."""

    slug = "age-not-known"
    zh = "还不知道年龄，不能登记自行离站：请先在“更新人员情况”里填写年龄，问不到的填估计的范围。"
    en = (
        "Nothing is known of the age, so the person may not leave alone. Enter it in the description first; where it "
        "cannot be asked, as an estimated range."
    )


class SignsNotAssessed(Invalid):
    """Basis: 民发〔2014〕132号 自行离站, for those without such signs alone: somebody has to have looked."""

    slug = "signs-not-assessed"
    zh = "还没有评估有没有精神障碍或者智力残疾迹象，不能登记自行离站：请先在“更新人员情况”里登记评估结果和评估人。"
    en = (
        "Nobody has assessed whether there are signs of mental disorder or intellectual disability, so the person may "
        "not leave alone. Enter in the description first what was found, and by whom."
    )


class DisorderSignsSeen(Invalid):
    """Basis: 民发〔2014〕132号 自行离站, for those of 16 and more without such signs alone."""

    slug = "disorder-signs-seen"
    zh = "本案记有精神障碍或者智力残疾迹象，不能登记自行离站：应由亲属接回、护送返乡或者转送其他机构。"
    en = (
        "Signs of mental disorder or intellectual disability are on file, so the person may not leave alone: relatives "
        "fetch them, or they are escorted or transferred."
    )


class AssessorMissing(Invalid):
    slug = "assessor-missing"
    zh, en = "请写明由谁评估的精神障碍或者智力残疾迹象。", "Say who assessed the signs of disorder or disability."


class PaperUnsigned(Invalid):
    slug = "paper-unsigned"
    zh = "接领人的证件要查验并留复印件，接领人或者交接双方要签字，办好后再登记。"
    en = "Check the identity card and keep a copy, and have the paper signed, before you record the departure."


class EscortsMissing(Invalid):
    """Two escorts, one of them of the same sex."""

    slug = "escorts-missing"
    zh = "护送至少要 {count} 人，其中至少一人与受助人员同性别。"
    en = "At least {count} people escort somebody, one of them of the same sex."


class EscortTwice(Invalid):
    slug = "escort-twice"
    zh, en = "同一位护送人写了两次：{name}。", "The same escort is written twice: {name}."


class NoNoticeRun(Conflict):
    slug = "no-notice-run"
    zh, en = (
        "还没有发布过寻亲公告，不能落户安置。",
        "No search notice has been published, so nobody can be settled yet.",
    )


class InterviewTooOld(Conflict):
    slug = "interview-too-old"
    zh = "落户安置前 {days} 日内要有一次问询，请先再问一次。"
    en = "An interview less than {days} days old is needed before a settlement. Speak with the person again first."


class AnswerAwaited(Conflict):
    slug = "answer-awaited"
    zh = "本案报请的{what_zh}还没有答复，请先登记答复，再登记落户安置。"
    en = "The request of this case on {what_en} has no reply yet. Record the reply before the settlement."


class AnswerNotOnFile(Invalid):
    slug = "answer-not-on-file"
    zh = "本案报请过{what_zh}，请选择已经登记的答复。"
    en = "This case has asked for an answer on {what_en}: choose the reply that is on file."


class SettledTooEarly(Invalid):
    slug = "settled-too-early"
    zh = "入站超过 {months} 个月仍查不到身份的才能落户安置，最早{day}。"
    en = "Somebody is settled when more than {months} months of search have led nowhere: on {day} at the earliest."


class SettlementNeedsAnother(Forbidden):
    """Whoever moved the time of arrival alone does not settle by it."""

    slug = "settlement-needs-another"
    zh = "您一个人把入站时间改早过，按改动前还不到落户安置的时间。请另一位同事核对后登记落户安置。"
    en = (
        "You alone moved the time of arrival; without that it is too early for a settlement. Ask a colleague to check "
        "and to record it."
    )


class HasNotLeft(Conflict):
    slug = "has-not-left"
    zh, en = "受助人员没有离站，没有可以更正的离站登记。", "The person has not left; there is no departure to correct."


class DepartureCorrectionWaits(Conflict):
    slug = "departure-correction-waits"
    zh, en = "已有一份离站更正等待批准。", "A correction of the departure is waiting for approval already."


class NoDepartureCorrection(Conflict):
    slug = "no-departure-correction"
    zh, en = "没有等待批准的离站更正。", "No correction of the departure is waiting."


class CorrectionNeedsAnother(Forbidden):
    slug = "correction-needs-another"
    zh = "提出更正的人不能自己批准，请另一位同事核对后批准。"
    en = "Whoever proposed the correction cannot approve it. Ask a colleague to check and approve it."
