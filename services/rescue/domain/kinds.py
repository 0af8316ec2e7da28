"""Every code that rescue uses, with its words: what may be chosen, where a case stands, and what happened in it."""

from shared.kernel.labels import LabelledEnum


class Unknown(LabelledEnum):
    """Why something is not known. 不详 (asked, nobody knows), 拒答 (would not say) and 未问 (not asked) differ."""

    NOT_KNOWN = "not_known", "不详", "Not known"
    REFUSED = "refused", "拒答", "Refused to say"
    NOT_ASKED = "not_asked", "未问", "Not asked"


class Arrival(LabelledEnum):
    """How the person came (求助方式)."""

    CAME_ALONE = "came_alone", "自行来站", "Came alone"
    POLICE = "police", "公安护送", "Brought by police"
    CITIZEN = "citizen", "群众护送", "Brought by a citizen"
    CITY_MANAGEMENT = "city_management", "城管护送", "Brought by city management"
    HOSPITAL = "hospital", "医院转来", "From hospital"
    PATROL = "patrol", "街面巡查发现", "Found on patrol"
    HOTLINE = "hotline", "热线求助", "Hotline"
    OTHER = "other", "其他", "Other"


class CorrectionState(LabelledEnum):
    """What became of a correction of the time of arrival."""

    DONE = "done", "已经更正", "Corrected"
    WAITING = "waiting", "等待批准", "Waiting for approval"
    DECLINED = "declined", "没有批准", "Not approved"


class CustodyState(LabelledEnum):
    """Where somebody is between the report and the departure."""

    REPORTED = "reported", "已报告未到站", "Reported, not arrived"
    RECEIVED = "received", "已入站", "Received"
    IN_STATION = "in_station", "在站", "In the station"
    HOSPITAL = "hospital", "在医院", "In hospital"
    WELFARE_HOME = "welfare_home", "在福利机构", "In a welfare home"
    ENTRUSTED = "entrusted", "托养照料", "In entrusted care"
    DEPARTED = "departed", "已离站", "Departed"


class Place(LabelledEnum):
    """Where a person in care may be placed; the codes are those of CustodyState."""

    IN_STATION = "in_station", "救助站", "Station"
    HOSPITAL = "hospital", "医院", "Hospital"
    WELFARE_HOME = "welfare_home", "福利机构", "Welfare home"
    ENTRUSTED = "entrusted", "托养机构", "Entrusted home"

    @property
    def custody(self) -> CustodyState:
        """The custody that a placement there brings about."""
        return CustodyState(self.value)


class Departure(LabelledEnum):
    """How care ended (离站方式)."""

    WENT_HOME = "went_home", "自行返家", "Went home alone"
    FETCHED = "fetched", "亲属接回", "Fetched by family"
    ESCORTED = "escorted", "护送返乡", "Escorted home"
    LEFT_ALONE = "left_alone", "自行离站", "Left alone"
    WALKED_OUT = "walked_out", "擅自离站或走失", "Walked out"
    TRANSFERRED = "transferred", "转送其他机构", "Transferred"
    SETTLED = "settled", "落户安置", "Settled here"
    DECEASED = "deceased", "去世", "Died"
    NEVER_CAME = "never_came", "未到站", "Never arrived"


class IdentityState(LabelledEnum):
    """Where the question stands who the person is."""

    UNKNOWN = "unknown", "身份不明", "Identity unknown"
    SEARCHING = "searching", "寻亲中", "Being searched for"
    STATED_BY_SELF = "stated_by_self", "本人自述，待核实", "Stated, to be checked"
    VERIFIED = "verified", "身份已核实", "Identity verified"


class ErasureGround(LabelledEnum):
    """Why personal data must go: the five cases of 个人信息保护法 第四十七条第一款.

    A station keeps the file by legal duty (第十三条第一款第三项), not by consent: that somebody withdraws consent is no
    ground. Before the time for keeping it is over only unlawful processing is one (第四十七条第二款).
    """

    PURPOSE_OVER = (
        "purpose_over",
        "处理目的已实现、无法实现或者不再必要",
        "The purpose is achieved, out of reach or no longer needed",
    )
    RETENTION_OVER = "retention_over", "保存期限已届满", "The time for keeping it is over"
    CONSENT_WITHDRAWN = "consent_withdrawn", "本人撤回同意", "The person withdrew consent"
    UNLAWFUL = (
        "unlawful",
        "违反法律、行政法规或者约定处理",
        "It was processed against law, regulation or agreement",
    )
    OTHER_LAW = "other_law", "法律、行政法规规定的其他情形", "Another case of law or regulation"


class Sex(LabelledEnum):
    """The sex of a person, as far as it can be seen or was said."""

    FEMALE = "female", "女", "Female"
    MALE = "male", "男", "Male"
    UNCLEAR = "unclear", "不能确定", "Not clear"


class MarkKind(LabelledEnum):
    """What a mark on the body is."""

    SCAR = "scar", "疤痕", "Scar"
    TATTOO = "tattoo", "文身", "Tattoo"
    MOLE = "mole", "痣或胎记", "Mole or birthmark"
    MISSING_PART = "missing_part", "肢体缺损", "Missing part"
    DENTAL = "dental", "牙齿", "Teeth"
    OTHER = "other", "其他", "Other"


class Ability(LabelledEnum):
    """How the person could communicate, from not at all to freely."""

    NONE = "none", "不能交流", "Not at all"
    GESTURES = "gestures", "手势", "By gestures"
    FEW_WORDS = "few_words", "能说几个词", "A few words"
    SENTENCES = "sentences", "能说短句", "Short sentences"
    FREELY = "freely", "能正常交谈", "Freely"

    @property
    def rank(self) -> int:
        """0 for not at all, 4 for freely."""
        return list(Ability).index(self)


class ClueKind(LabelledEnum):
    """What a clue is about."""

    DIALECT = "dialect", "口音方言", "Accent or dialect"
    AREA_WORD = "area_word", "地域用词", "Regional word"
    PLACE = "place", "地名", "Place name"
    PERSON_NAME = "person_name", "人名", "Person's name"
    SCHOOL = "school", "学校", "School"
    WORK = "work", "工作", "Work"
    FOOD = "food", "饮食", "Food"
    FESTIVAL = "festival", "节庆", "Festival"
    CROP = "crop", "农作物", "Crop"
    TERRAIN = "terrain", "地形", "Terrain"
    WEATHER = "weather", "气候", "Weather"
    SONG = "song", "歌曲戏曲", "Song or opera"
    GESTURE = "gesture", "手势动作", "Gesture"
    CUSTOM = "custom", "风俗", "Custom"
    ROUTE = "route", "来路", "Route"
    OTHER = "other", "其他", "Other"


class ClueState(LabelledEnum):
    """What became of a clue."""

    OPEN = "open", "待核查", "To be checked"
    USED = "used", "已采用", "Used"
    REFUTED = "refuted", "已排除", "Ruled out"


class ContactOutcome(LabelledEnum):
    """How a call to a proposed interpreter went."""

    AGREED = "agreed", "同意协助", "Agreed to help"
    DECLINED = "declined", "不便协助", "Cannot help"
    NOT_REACHED = "not_reached", "没有联系上", "Not reached"
    HELPED = "helped", "已协助，能听懂", "Helped, understood"
    COULD_NOT_UNDERSTAND = "could_not_understand", "听不懂", "Could not understand"


class ProposalReason(LabelledEnum):
    """Why the talent pool proposes somebody. The codes are the registry's, which may know more of them one day."""

    SAME_COUNTY = "same_county", "同县", "Same county"
    SAME_PREFECTURE = "same_prefecture", "同市", "Same prefecture"
    SAME_PROVINCE = "same_province", "同省", "Same province"
    NEAR = "near", "相邻地区", "Nearby"
    SPEAKS_DIALECT = "speaks_dialect", "会说这种方言", "Speaks the dialect"
    SPEAKS_LANGUAGE = "speaks_language", "会这种语言", "Knows the language"
    SPEAKS_GROUP = "speaks_group", "会说同类方言", "Speaks a dialect of the same group"
    SPEAKS_WIDER = "speaks_wider", "会说本省的话", "Speaks as in the province"
    LANGUAGE_OF_HOME = "language_of_home", "家乡通行这种语言", "Language is spoken at home place"
    SAME_DIALECT_GROUP = "same_dialect_group", "方言相近", "Related dialect"
    AVAILABLE = "available", "随时可以参加", "Available at any time"
    BY_APPOINTMENT = "by_appointment", "需预约", "By appointment"
    HELPED_BEFORE = "helped_before", "以前帮上过忙", "Has helped before"


class InterpreterState(LabelledEnum):
    """Where the search for an interpreter stands."""

    WAITING = "waiting", "翻译查找中", "Looking for an interpreter"
    NOBODY = "nobody", "没有找到翻译", "No interpreter found"
    PROPOSED = "proposed", "已推荐翻译", "Interpreters proposed"
    CONTACTED = "contacted", "已联系翻译", "Interpreter contacted"


class HeldKind(LabelledEnum):
    """Why words of a notice are held until whoever approves it has looked at them."""

    INSTITUTION = (
        "institution",
        "机构或社区名称，可能透露现在住在哪里",
        "Names an institution or neighbourhood; may tell where the person stays",
    )
    DWELLING = "dwelling", "住处或去向，可能透露现在住在哪里", "Tells of a place to stay or a way there"
    NUMBER = "number", "证件或联系号码，不宜公开", "An ID or contact number, which is not for the public"
    DIAGNOSIS = "diagnosis", "诊断或病情，属于敏感个人信息", "A diagnosis or illness, which is sensitive personal data"


class Happening(LabelledEnum):
    """What can stand in a case's history."""

    CASE_OPENED = "case_opened", "登记求助", "New intake"
    CASE_HANDED_OVER = "case_handed_over", "转交个案", "Hand the case over"
    PERSON_RECEIVED = "person_received", "入站", "Received"
    INTAKE_SUPPLEMENTED = "intake_supplemented", "补充来站情况", "Complete how they came"
    ENTRY_CORRECTED = "entry_corrected", "更正入站时间", "Correct the time of arrival"
    ENTRY_CORRECTION_PROPOSED = "entry_correction_proposed", "提出更正入站时间", "Correction of the arrival asked"
    ENTRY_CORRECTION_DECLINED = "entry_correction_declined", "没有批准更正入站时间", "Arrival not corrected"
    PERSON_PLACED = "person_placed", "安排照料地点", "Place in care"
    PERSON_DEPARTED = "person_departed", "离站", "Departed"
    DEPARTURE_CORRECTION_PROPOSED = (
        "departure_correction_proposed",
        "提出更正离站登记",
        "Correction of the departure asked",
    )
    DEPARTURE_CORRECTION_DECLINED = "departure_correction_declined", "没有批准更正离站", "Departure not corrected"
    DEPARTURE_CORRECTED = "departure_corrected", "撤销离站登记", "Departure taken back"
    PERSON_DESCRIBED = "person_described", "更新人员情况", "Update the description"
    IDENTITY_STATED = "identity_stated", "本人自述身份", "Identity stated"
    SEARCH_STARTED = "search_started", "开始寻亲", "Start the search"
    INTERVIEW_RECORDED = "interview_recorded", "记录问询", "Record an interview"
    ABILITY_REPORTED = "ability_reported", "转述语言情况", "Speech reported by others"
    INTERVIEW_TASK_SETTLED = "interview_task_settled", "再问询已完成", "Interviewed again"
    ABILITY_IMPROVED = "ability_improved", "语言能力好转", "Speech improved"
    CLUE_CHECKED = "clue_checked", "线索已采用", "Clue used"
    CLUE_REFUTED = "clue_refuted", "线索已排除", "Clue ruled out"
    INTERPRETER_REQUESTED = "interpreter_requested", "查找同乡翻译", "Find an interpreter"
    INTERPRETERS_PROPOSED = "interpreters_proposed", "人才库推荐翻译", "Interpreters proposed"
    INTERPRETER_CONTACTED = "interpreter_contacted", "联系翻译", "Contact an interpreter"
    IDENTITY_CHECKED = "identity_checked", "核实自述身份", "Statement of identity checked"
    NOTICE_PROPOSED = "notice_proposed", "拟寻亲公告", "Draft a search notice"
    NOTICE_APPROVED = "notice_approved", "批准寻亲公告", "Approve a search notice"
    NOTICE_RETURNED = "notice_returned", "退回寻亲公告", "Send back a search notice"
    NOTICE_PUBLISHED = "notice_published", "发布寻亲公告", "Publish a search notice"
    NOTICE_WITHDRAWN = "notice_withdrawn", "撤回寻亲公告", "Withdraw a search notice"
    DNA_REQUESTED = "dna_requested", "报请公安采集 DNA", "DNA sample requested from the police"
    INQUIRY_SENT = "inquiry_sent", "报请公安或实验室", "Police or laboratory asked"
    INQUIRY_ANSWERED = "inquiry_answered", "收到答复", "Reply received"
    PHOTO_ADDED = "photo_added", "存入照片或录音", "Photograph or recording added"
    PHOTO_REMOVED = "photo_removed", "删除照片或录音", "Photograph or recording removed"
    DUTY_RECORDED = "duty_recorded", "登记期限事项已办", "Duty done outside"
    ERASURE_PROPOSED = "erasure_proposed", "提出清除个人信息", "Erasure proposed"
    ERASURE_DECLINED = "erasure_declined", "不清除个人信息", "Erasure declined"
    PERSON_ERASED = "person_erased", "清除个人信息", "Erase personal data"
    DEADLINE_DATED = "deadline_dated", "期限确定", "Deadline dated"
    DEADLINE_DUE_SOON = "deadline_due_soon", "期限将到", "Deadline close"
    DEADLINE_MISSED = "deadline_missed", "期限已过", "Deadline missed"
