"""The codes of the search, with their words: notices, publications, requests, checks, and what a limit asks for."""

from shared.kernel.labels import LabelledEnum


class CheckSource(LabelledEnum):
    """With whom a statement of identity was checked (核实渠道)."""

    POLICE = "police", "公安人口信息", "Population register of the police"
    HOME_STATION = "home_station", "户籍地民政或救助站", "Civil affairs or station at the place of registration"
    FAMILY = "family", "亲属或村（居）委会", "Relatives or village committee"
    DOCUMENT = "document", "查验本人证件", "The person's own document"


class CheckOutcome(LabelledEnum):
    """What a check of a statement showed."""

    CONFIRMED = "confirmed", "核实一致", "It is true"
    NOT_FOUND = "not_found", "查无此人", "Nobody of that name was found"
    DIFFERENT = "different", "不是本人所说的人", "The person is somebody else"


class InquiryKind(LabelledEnum):
    """What police or a laboratory are asked for (协查事项)."""

    DNA_SAMPLE = "dna_sample", "采集并比对 DNA", "Take and compare a DNA sample"
    FACE = "face", "人像比对", "Compare the face"
    FINGERPRINT = "fingerprint", "指纹比对", "Compare fingerprints"
    MISSING_LIST = "missing_list", "失踪人员比对", "Compare with the missing"
    CANCELLED_HOUSEHOLDS = "cancelled_households", "注销户籍比对", "Compare with cancelled households"
    LABORATORY = "laboratory", "实验室检验", "Examination by a laboratory"


class ReplyOutcome(LabelledEnum):
    """What was answered to a request."""

    TAKEN = "taken", "已采集，等待比对", "Taken, comparison to follow"
    NO_HIT = "no_hit", "没有比中", "No hit"
    HIT = "hit", "比中，待核实", "A hit, to be checked"
    IMPOSSIBLE = "impossible", "不能办理（见说明）", "Cannot be done (see remarks)"


class PublicationChannel(LabelledEnum):
    """Where a search notice is published (发布渠道)."""

    NATIONAL_SITE = "national_site", "全国救助寻亲网", "National site 全国救助寻亲网"
    TOUTIAO = "toutiao", "头条寻人", "头条寻人"
    NEWSPAPER = "newspaper", "报纸", "Newspaper"
    BROADCAST = "broadcast", "广播电视", "Radio or television"
    ACCOUNT = "account", "本站公众号、视频号", "The station's own account"
    OWN_SITE = "own_site", "本站公众网站", "The station's own public site"
    BOARD = "board", "公告栏张贴", "Put up on a board"
    OTHER = "other", "其他", "Other"


class DutyStep(LabelledEnum):
    """What whoever looks at a limit can do for its duty now."""

    DRAFT = "draft", "拟公告", "Draft the notice"
    APPROVE = "approve", "批准公告", "Approve the notice"
    AWAIT_APPROVAL = "await_approval", "等待批准", "Waits for approval"
    PUBLISH = "publish", "登记发布", "Record the publication"
    ASK = "ask", "登记报请", "Record the request"
    REPLY = "reply", "登记答复", "Record the reply"
    CHECK = "check", "登记核实结果", "Record the check"
    AWAIT_CHECK = "await_check", "等待同事核实", "Waits for a colleague's check"
    INTERVIEW = "interview", "记录问询", "Record an interview"
    PAPER = "paper", "登记已办", "Record it as done"


class HowSettled(LabelledEnum):
    """Why a limit waits for nobody now."""

    DONE = "done", "已办理", "Done"
    PAUSED = "paused", "暂停", "Paused"
    ENDED = "ended", "不再需要", "No longer owed"


class NoticeState(LabelledEnum):
    """Where a search notice stands."""

    PROPOSED = "proposed", "待批准", "Waiting for approval"
    APPROVED = "approved", "已批准，待发布", "Approved, to be published"
    RETURNED = "returned", "已退回", "Sent back"
    PUBLISHED = "published", "已发布", "Published"
    WITHDRAWN = "withdrawn", "已撤回", "Withdrawn"
