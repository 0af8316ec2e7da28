"""Words that a notice should not say before a second person has looked at them, as data: pattern, kind, exceptions.

They are matched against a text as it is read (``notice_reading.py``): half-width small letters, no signs between Han
characters. To change one: add the phrase to the table of the tests first. What a family recognises somebody by (a scar,
a limp, deafness, an accent) is not held; where somebody is, who they are by number, or what a doctor said, is.
Basis: 《个人信息保护法》 第二十八条、第二十九条 (health, whereabouts); 民发〔2015〕158号 (公布基本信息).
"""

from dataclasses import dataclass

from services.rescue.domain.kinds import HeldKind

_COUNT = r"[0-9一二两三四五六七八九十百]"
_APART = r"[^0-9a-z\u4e00-\u9fff]{0,2}"
_KEEPS_HOLD = "记不拉遮盖抓站止围包裹扎绑夹捂挡系套忍稳撑堵缠按"
"""What stands before 住 where it does not mean to live (记住, 遮住)."""


@dataclass(frozen=True)
class WordRule:
    """One pattern (a regular expression) and why it is held. ``public_where_found``: allowed in the place found."""

    kind: HeldKind
    pattern: str
    public_where_found: bool = False


HARMLESS = (
    r"(?:19|20)[0-9]{2}[-./年][0-9]{1,2}[-./月][0-9]{1,2}日?",
    r"(?<![0-9])(?<![0-9][ .-])(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![ .-]?[0-9])",
    r"中心(?:小学|中学|学校|校|幼儿园|线|位置|部位|点|处|广场|路|大道|街|公园|菜|市场|花园|商场|桥|有|呈)",
    r"(?:市|镇|县|区|乡|村|城|街道|额头|前额|眉|脸|背|胸|掌|头顶|肩|腿|臂)中心",
    r"(?:购物|商贸|商业|客运|体育|会展|行政|文化|娱乐|批发|物流|游客|旅游|活动|汽车|健身)中心",
    r"(?:town|city|village|shopping|sports|bus|exhibition) cent(?:re|er)s?",
    r"hearing aids?",
    r"ward(?:ed)? off",
    r"院(?:子|落|墙|门(?!诊)|校|坝)",
)
"""Phrases that would be held by one of their words, and are harmless; they are set aside before the rules are tried."""

_INSTITUTIONS = (
    r"(?:[第0-9一二三四五六七八九十]|人民|中心|中医|协和|妇幼保健|妇儿|儿童|康复|骨科|安康|民政|康宁|精神病?|传染病){0,12}[医醫]院",
    r"第?[0-9一二三四五六七八九十]+院(?!士)",
    r"(?:卫生|福利|敬老|养老|护老|安老|护理|疗养|养护|康养|颐养|托老|保健|孤儿|儿童福利)[院所室站]|老年公寓|疗养",
    r"救助(?:管理)?[站所]|戒毒所|看守所|拘留所|收容[所站]|安置[点房]|庇护[所站]|托养|机构",
    r"诊所|门诊|急诊|icu|监护室|病[房区床室]|床位|病号|[内外骨脑儿妇]科(?!技|学)|精神科|传染科|感染科|科室",
    r"精神卫生|心理卫生|疾控|卫健",
    r"(?:服务|康复|护理|照料|照护|养护|救助|管理|托养|养老|医疗|卫生|保健|防治|精神卫生|残疾人|福利|医学|慈善)?中心",
    r"宿舍|招待所|出租[房屋]|工棚|公寓",
    r"(?:康养|颐养|养老|养护|护老|安老|敬老|福利|托老|疗养|康复)[苑园居庄舍]",
    r"\b(?:hospitals?|clinics?|infirmary|sanatorium|hospice|asylum|orphanage|shelters?|psychiatric|rehab\w*|wards?)\b",
    r"\b(?:nursing|care|welfare|elderly|old people'?s|retirement|foster|children'?s|group) homes?\b",
    r"\bhomes? for the (?:aged|elderly|disabled)\b|\b(?:rescue|relief|aid) (?:station|centre|center)s?\b",
    r"\b(?:care|health|medical|service|community|treatment|day|support|detention) (?:cent(?:re|er)s?|stations?)\b",
    r"\b(?:apartments?|dormitor\w+|hostels?|welfare institut\w+)\b",
)
_NEIGHBOURHOODS = (
    r"(?:社区|小区|村委会?|居委会?|居民委员会|村民委员会|街道办(?:事处)?|村部)",
    r"\b(?:communit(?:y|ies)|village committees?|neighbou?rhood committees?|residents'? committees?)\b",
    rf"(?:路|街|巷|弄|大道|胡同){_COUNT}+[弄号]|[村庄屯寨湾岙](?:东|南|西|北|上|下|前|后)?第?{_COUNT}+[组队社号]",
    rf"第?{_COUNT}+(?:村民)小组|生产队",
)
_DWELLINGS = (
    r"(?:家|现|居|暂|寄|借|同|留|入|常|长|久|租|曾|自)住|居(?:于|所)|现居|暂居|寄养|借宿|寄宿|留宿",
    rf"(?<![{_KEEPS_HOLD}])住(?:在|于|到|进|址|处|所|地|宿|户|家)",
    rf"(?<![{_KEEPS_HOLD}])住[了过]? ?{_COUNT}+ ?(?:天|日|周|个?月|年|晚|宿|号|楼)",
    rf"(?<![{_KEEPS_HOLD}])住[\u4e00-\u9fff]{{1,8}}(?:路|街|巷|弄|村|镇|乡|楼|室|号|家|那里|这里|旁|边)",
    r"(?<!从小)(?<!时候)生活[在于]|在[\u4e00-\u9fff]{1,12}(?:生活(?!习)|居住|吃住|休养|静养|过夜)",
    r"吃住|食宿|睡[在于到]|过夜|照看|照顾(?!好?自己)",
    r"地址|门牌|安置在|安置于|安顿|收留|收容|收养|收治|收住|看护|照料|照护|监护|托付|落脚",
    r"送[至往到去入进医]|转[至往到入送]|(?:现在|目前|现|暂时)(?:在|于|由)|就[医诊]|留观|[住出入留转]院",
    rf"{_COUNT}+(?:号楼|幢|栋|单元|室|楼(?!梯))",
    r"\b(?:li(?:ves|ved|ving)|stay(?:s|ed|ing)|resid(?:es|ed|ing)|lodg(?:es|ed|ing)) (?:at|in|on|with|near|by)\b",
    r"\b(?:hous(?:ed|ing)|kept|sleep(?:s|ing)) (?:at|in|on|with|near|by|under|above)\b",
    r"\b(?:currently|presently|now|temporarily) (?:at|in|with)\b|\b(?:residence|accommodat\w+|address)\b",
    r"\b(?:admitted|taken|transferred|sent|moved|referred|discharged) (?:to|into|from)\b",
    r"\b(?:cared for|looked after) (?:at|by|in)\b|\b(?:room|flat|floor|unit) (?:no\.? ?)?[0-9]+\b",
)
_NUMBERS = (
    r"(?<![0-9])[1-9](?:[ .-]?[0-9]){14}(?:(?:[ .-]?[0-9]){2}[ .-]?[0-9x])?(?![0-9])",
    r"(?<![0-9])(?:\+?86[ -]?)?1[ .-]?[3-9](?:[ .-]?[0-9]){9}(?![0-9])",
    r"(?<![0-9])\(?0[0-9]{2,3}\)?[ -]?[0-9]{3,4}[ -]?[0-9]{4}(?![0-9])",
    r"(?<![0-9])[48]00[ -]?[0-9]{3,4}[ -]?[0-9]{3,4}(?![0-9])",
    r"[0-9]{7,}x?|[0-9〇零○一二两三四五六七八九幺洞拐壹贰叁肆伍陆柒捌玖]{7,}",
    r"(?<![0-9])[0-9](?:[^0-9a-z\u4e00-\u9fff]{1,3}[0-9]){6,}(?![0-9])",
    r"(?:尾号|末四位|后四位)[^，。；,;]{0,4}?[0-9]{3,6}x?",
    r"(?:身份证|证件|护照|社保卡?|医保卡?|残疾证|银行卡|手机|电话|微信|wechat|qq)(?:号码|号|卡号|id)?[^，。；,;]{0,4}?[a-z0-9_]{4,}",
    r"\b(?:id|passport|phone|mobile|wechat|qq)(?: (?:card|no\.?|number|id))*[: ]+[a-z]?[0-9][a-z0-9]{3,}\b",
)
_DIAGNOSES = (
    rf"(?<![a-z])h{_APART}i{_APART}v(?![a-z])|(?<![a-z])a{_APART}i{_APART}d{_APART}s(?![a-z])|精障|精残|智残",
    r"hiv|艾滋|爱滋|\baids\b|梅毒|淋病|湿疣|结核|肺痨|[甲乙丙]肝|肝硬化|(?:肺|肝|脑膜?|肾|胃|肠|心肌|支气管|关节)炎",
    r"癫[痫癎]|羊[癫角][疯风]|精神(?:分裂|病|障碍|疾患|失常|异常|残疾|错乱|问题)|精分|分裂症|抑郁|忧郁症|躁狂|狂躁|双相",
    r"疯疯癫癫|疯癫|疯子|发疯|疯了|神经病|神[经志]不(?:正常|清)|呆傻|痴傻|傻子",
    r"脑[子筋](?:[有出]了?(?:点|些)?(?:问题|毛病)|坏|不(?:正常|清|好|灵|行))",
    r"妄想|幻[听觉视]|痴呆|阿尔茨海默|失智|帕金森|自闭|孤独症|唐氏|智力(?:障碍|残疾|低下|缺陷|问题)|智障|弱智|脑瘫|脑梗",
    r"脑出血|中风|偏瘫|卒中|截瘫|高血压|哮喘|癌|肿瘤|尿毒|透析|疟疾|麻风|新冠|白血",
    r"(?<!毛)病(?!容)|症(?!状)|确诊|诊断|(?<![隐后忧])患(?!处|难)|[服吃用]药|药物|阳性(?!格)|传染|感染|残疾证",
    r"怀孕|孕妇|流产|吸毒|毒瘾|酗酒|酒精依赖|自杀|自残",
    r"\b(?:hepatitis|tuberculosis|tb|epilep\w+|seizures?|schizo\w+|psychos\w+|psychotic|bipolar|mani[ac]\w*|dementia)\b",
    r"\b(?:depressi(?:on|ve)(?! (?:in|on|of) )|(?:is|was|seems|severely|clinically) depressed)\b",
    r"\b(?:alzheimer|parkinson)\w*",
    r"\b(?:autis\w+|down'?s? syndrome|syphilis|gonorrh\w+|diabet\w+|cancers?|tumou?rs?|a stroke|hypertension)\b",
    r"\bheart (?:disease|failure|attack)\b|\bdiagnos\w+\b|\b(?:tested )?positive(?: for)?\b|\bcovid\b|\bmedication\b",
    r"\bmental(?:ly)? (?:health|illness|disorder|disease|ill|retard\w+|disab\w+|handicap\w*)\b|\bintellectual disab\w+",
    r"\b(?:infected|infection|infectious|addict\w*|alcoholi\w+|pregnan\w+|suicid\w+|self-harm|disorder|disease|illness)\b",
)

RULES = (
    *(WordRule(HeldKind.NUMBER, pattern) for pattern in _NUMBERS),
    *(WordRule(HeldKind.DIAGNOSIS, pattern) for pattern in _DIAGNOSES),
    *(WordRule(HeldKind.DWELLING, pattern) for pattern in _DWELLINGS),
    *(WordRule(HeldKind.INSTITUTION, pattern) for pattern in _INSTITUTIONS),
    *(WordRule(HeldKind.INSTITUTION, pattern, public_where_found=True) for pattern in _NEIGHBOURHOODS),
)
