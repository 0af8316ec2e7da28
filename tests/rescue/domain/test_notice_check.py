"""Which words of a notice are held for the second person: a table of what must be held, and of what must pass."""

from dataclasses import fields, replace
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.rescue.domain.errors import HeldWordsUnchecked
from services.rescue.domain.kinds import HeldKind
from services.rescue.domain.notice import NoticeText
from services.rescue.domain.notice_check import HeldWords, held_words, require_words_checked
from tests.builders_rescue import NOTICE

INSTITUTION, DWELLING, NUMBER, DIAGNOSIS = HeldKind

HIDDEN = [
    "\u00ad",
    "\u034f",
    "\u115f",
    "\u180e",
    "\u200b",
    "\u200c",
    "\u200d",
    "\u2060",
    "\u2800",
    "\u3164",
    "\ufe0f",
    "\U000e0001",
]
"""Characters that nobody sees."""

HELD = [
    ("features", "在三院治疗", "三院", INSTITUTION),
    ("features", "现在第三医院", "第三医院", INSTITUTION),
    ("features", "宁波市第一人民医院护士发现", "第一人民医院", INSTITUTION),
    ("condition", "精神卫生中心", "精神卫生中心", INSTITUTION),
    ("features", "由慈爱中心照看", "中心", INSTITUTION),
    ("features", "社区送来", "社区", INSTITUTION),
    ("features", "锦屏村委会干部认识", "村委会", INSTITUTION),
    ("features", "常在阳光公寓附近走动", "公寓", INSTITUTION),
    ("found_place", "夕阳红老年公寓门口", "老年公寓", INSTITUTION),
    ("found_place", "区福利院北门", "福利院", INSTITUTION),
    ("found_place", "区人民医院急诊大厅", "人民医院急诊", INSTITUTION),
    ("clothing", "病号服", "病号", INSTITUTION),
    ("features", "卫生院医生说约五十岁", "卫生院", INSTITUTION),
    ("features", "敬 老 院 老人", "敬 老 院", INSTITUTION),
    ("features", "三·院门诊", "三·院门诊", INSTITUTION),
    ("features", "８号病房", "病房", INSTITUTION),
    ("features", "曾在看守所", "看守所", INSTITUTION),
    ("features", "骨科病人", "骨科", INSTITUTION),
    ("features", "厂里宿舍的人叫她阿英", "宿舍", INSTITUTION),
    ("features", "found near Ward 3", "Ward", INSTITUTION),
    ("found_place", "outside No. 3 Hospital", "Hospital", INSTITUTION),
    ("features", "Sunshine nursing home", "nursing home", INSTITUTION),
    ("features", "a care centre looks after her", "care centre", INSTITUTION),
    ("features", "住在大桥镇", "住在", DWELLING),
    ("features", "住 在 楼上", "住 在", DWELLING),
    ("features", "一直住在亲戚处", "住在", DWELLING),
    ("features", "家住安徽阜阳", "家住", DWELLING),
    ("features", "生活在奉化老街口面馆楼上", "生活在", DWELLING),
    ("features", "睡在锦屏南路的桥洞下", "睡在", DWELLING),
    ("condition", "由奉化区同心社工照看", "照看", DWELLING),
    ("condition", "由好心人照顾", "照顾", DWELLING),
    ("features", "在康乃馨吃住", "在康乃馨吃住", DWELLING),
    ("features", "在溪口镇康养苑", "康养苑", INSTITUTION),
    ("features", "在溪口镇一户人家生活", "在溪口镇一户人家生活", DWELLING),
    ("features", "sleeps under a bridge", "sleeps under", DWELLING),
    ("features", "现住站内", "现住", DWELLING),
    ("condition", "已经送往外地", "送往", DWELLING),
    ("features", "目前在二楼", "目前在二楼", DWELLING),
    ("features", "住过三个月", "住过三个月", DWELLING),
    ("features", "住了五天", "住了五天", DWELLING),
    ("features", "住大桥镇东街村", "住大桥镇", DWELLING),
    ("condition", "由王阿姨照料", "照料", DWELLING),
    ("features", "5幢502室", "5幢", DWELLING),
    ("condition", "三院收治", "三院", INSTITUTION),
    ("features", "地址见附件", "地址", DWELLING),
    ("features", "中山路12号的邻居认识", "路12号", INSTITUTION),
    ("features", "She lives at Daqiao", "lives at", DWELLING),
    ("features", "staying with a family", "staying with", DWELLING),
    ("condition", "admitted to care", "admitted to", DWELLING),
    ("features", "currently in Room 12", "currently in", DWELLING),
    ("features", "her address is known", "address", DWELLING),
    ("features", "身份证330283197001011234", "330283197001011234", NUMBER),
    ("features", "33028319700101123X", "33028319700101123X", NUMBER),
    ("features", "号码 330283 19700101 1234", "330283 19700101 1234", NUMBER),
    ("features", "３３０２８３１９７００１０１１２３４", "３３０２８３１９７００１０１１２３４", NUMBER),
    ("contact_phone", "330283197001011234", "330283197001011234", NUMBER),
    ("features", "女儿13800001111", "13800001111", NUMBER),
    ("features", "女儿138-0000-1111", "138-0000-1111", NUMBER),
    ("features", "女儿 +86 138 0000 1111", "138 0000 1111", NUMBER),
    ("features", "家里 0558-2345678", "0558-2345678", NUMBER),
    ("features", "记得一三八零零零零一一一一", "一三八零零零零一一一一", NUMBER),
    ("features", "身份证尾号1234", "身份证尾号1234", NUMBER),
    ("features", "微信号 abc_1234", "微信号 abc_1234", NUMBER),
    ("features", "passport: E12345678", "E12345678", NUMBER),
    ("features", "电话号码是8858 5123", "电话号码是8858", NUMBER),
    ("features", "身份证号码3302************1234", "身份证号码3302", NUMBER),
    ("features", "住 3 号房", "住 3 号", DWELLING),
    ("features", "在安康疗养", "疗养", INSTITUTION),
    ("features", "在精神康复机构", "机构", INSTITUTION),
    ("features", "转院两次", "转院", DWELLING),
    ("condition", "HIV阳性", "HIV阳性", DIAGNOSIS),
    ("condition", "ＨＩＶ", "ＨＩＶ", DIAGNOSIS),
    ("condition", "艾滋病", "艾滋病", DIAGNOSIS),
    ("condition", "癫痫", "癫痫", DIAGNOSIS),
    ("condition", "癫 痫发作", "癫 痫", DIAGNOSIS),
    ("condition", "精神分裂", "精神分裂", DIAGNOSIS),
    ("condition", "有抑郁", "抑郁", DIAGNOSIS),
    ("condition", "肺结核", "结核", DIAGNOSIS),
    ("condition", "乙肝携带", "乙肝", DIAGNOSIS),
    ("condition", "肺炎后", "肺炎", DIAGNOSIS),
    ("condition", "患有糖尿病", "患", DIAGNOSIS),
    ("condition", "心脏病", "病", DIAGNOSIS),
    ("condition", "老年痴呆", "痴呆", DIAGNOSIS),
    ("condition", "智力残疾二级", "智力残疾", DIAGNOSIS),
    ("condition", "每天服药", "服药", DIAGNOSIS),
    ("condition", "脑子有问题", "脑子有问题", DIAGNOSIS),
    ("condition", "疯疯癫癫", "疯疯癫癫", DIAGNOSIS),
    ("condition", "有人叫她疯子", "疯子", DIAGNOSIS),
    ("condition", "医生诊断为脑梗", "诊断", DIAGNOSIS),
    ("condition", "怀孕五个月", "怀孕", DIAGNOSIS),
    ("condition", "hepatitis B", "hepatitis", DIAGNOSIS),
    ("condition", "has epilepsy", "epilepsy", DIAGNOSIS),
    ("condition", "schizophrenic", "schizophrenic", DIAGNOSIS),
    ("condition", "severe depression", "depression", DIAGNOSIS),
    ("condition", "diagnosed last year", "diagnosed", DIAGNOSIS),
    ("condition", "mentally ill", "mentally ill", DIAGNOSIS),
    ("condition", "tested positive", "tested positive", DIAGNOSIS),
    *(
        ("condition", f"精{hidden}神{hidden}分{hidden}裂", f"精{hidden}神{hidden}分{hidden}裂", DIAGNOSIS)
        for hidden in HIDDEN
    ),
    *(("condition", f"H{hidden}IV感染", f"H{hidden}IV", DIAGNOSIS) for hidden in HIDDEN),
    *(
        ("features", f"1\u034f38{hidden}1234{hidden}5678", f"1\u034f38{hidden}1234{hidden}5678", NUMBER)
        for hidden in HIDDEN
    ),
    *(("features", f"三{sign}院", f"三{sign}院", INSTITUTION) for sign in '.-·/|_ ()*~"”'),
    ("condition", "精，神，分，裂", "精，神，分，裂", DIAGNOSIS),
    ("condition", "精-神-分-裂", "精-神-分-裂", DIAGNOSIS),
    ("condition", "精̶神̶分̶裂̶", "精̶神̶分̶裂", DIAGNOSIS),
    ("condition", "AID\u0405", "AID\u0405", DIAGNOSIS),
    ("condition", "\u041dIV", "\u041dIV", DIAGNOSIS),
    ("condition", "\u0397\u0399V", "\u0397\u0399V", DIAGNOSIS),
    ("condition", "H.I.V", "H.I.V", DIAGNOSIS),
    ("condition", "A-I-D-S", "A-I-D-S", DIAGNOSIS),
    ("condition", "𝐇𝐈𝐕", "𝐇𝐈𝐕", DIAGNOSIS),
    ("condition", "有精障", "精障", DIAGNOSIS),
    ("features", "①③⑧①②③④⑤⑥⑦⑧", "①③⑧①②③④⑤⑥⑦⑧", NUMBER),
    ("features", "❶❸❽❶❷❸❹❺❻❼❽", "❶❸❽❶❷❸❹❺❻❼❽", NUMBER),
    ("features", "1️⃣3️⃣8️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣", "1️⃣3️⃣8️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8", NUMBER),
    ("features", "⑴⑶⑻⑴⑵⑶⑷⑸⑹⑺⑻", "⑴⑶⑻⑴⑵⑶⑷⑸⑹⑺⑻", NUMBER),
    ("features", "138OOOO1111", "138OOOO1111", NUMBER),
    ("features", "138·1234·5678", "138·1234·5678", NUMBER),
    ("features", "1，3，8，1，2，3，4，5，6，7，8", "1，3，8，1，2，3，4，5，6，7，8", NUMBER),
    ("features", "一3八12345678", "一3八12345678", NUMBER),
    ("features", "家\u034f住桃\u034f源村三组", "家\u034f住桃\u034f源村三组", DWELLING),
    ("features", "桃源村三组的人", "村三组", INSTITUTION),
    ("features", "门牌写着十二", "门牌", DWELLING),
    ("features", "由“慈爱中心”有人接走", "中心", INSTITUTION),
]

HARMLESS = [
    ("found_place", "中心小学附近"),
    ("found_place", "岳林街道汽车站"),
    ("found_place", "锦屏街道桥东社区路口"),
    ("found_place", "中山路12号门口"),
    ("found_place", "大桥镇菜市场南门"),
    ("found_place", "奉化客运中心候车室"),
    ("found_place", "镇中心广场"),
    ("found_place", "方桥村村委会门前"),
    ("found_place", "滕头村口公交站"),
    ("found_place", "甬江边步道"),
    ("found_place", "G15 高速收费站"),
    ("found_place", "地铁1号线金海路站"),
    ("found_place", "at the bus station"),
    ("found_place", "near the town centre"),
    ("shown_name", "无名氏"),
    ("shown_name", "阿院"),
    ("shown_name", "自称张志英"),
    ("shown_name", "李炎"),
    ("shown_name", "无名氏 岳林01"),
    ("sex", "女"),
    ("age", "约 55 岁"),
    ("age", "45 至 55 岁"),
    ("age", "about 50"),
    ("height", "155 cm"),
    ("height", "155-160 厘米"),
    ("features", "右手三指"),
    ("features", "右手缺三指"),
    ("features", "右眉有一道旧疤，走路略跛"),
    ("features", "左手缺小指，短发花白"),
    ("features", "额头中心有痣"),
    ("features", "背部中心有胎记"),
    ("features", "左眼失明，戴助听器"),
    ("features", "wears hearing aids"),
    ("features", "聋哑，会打手势"),
    ("features", "门牙缺两颗"),
    ("features", "头发遮住左耳"),
    ("features", "用布条绑住裤脚"),
    ("features", "总捂住右耳说话"),
    ("features", "记不住自己的名字"),
    ("features", "记住地名不多"),
    ("features", "手术疤痕，约10厘米"),
    ("features", "左腿有旧伤，拄拐杖"),
    ("features", "腿有毛病"),
    ("features", "生活能自理，能照顾自己"),
    ("features", "从小生活在山里"),
    ("features", "在外生活习惯吃面食"),
    ("features", "肤色较黑，手掌有老茧"),
    ("features", "文身：心形，内有“英”字"),
    ("features", "会唱黄梅戏，常说“俺家院子里有枣树”"),
    ("features", "自称有两个儿子一个女儿"),
    ("features", "随身带一张2019-03-12的车票"),
    ("features", "2026年11月20日到站"),
    ("features", "体重约45公斤"),
    ("features", "a scar on the right eyebrow, limps"),
    ("features", "depressed scar, a depression in the skull"),
    ("features", "lively, walks with a stick"),
    ("features", "waves to ward off strangers"),
    ("features", "keeps silent"),
    ("speech", "像安徽阜阳话"),
    ("speech", "口音像安康一带"),
    ("speech", "说话带东北腔，语速快"),
    ("speech", "Speaks like Fuyang in Anhui"),
    ("clothing", "红色棉袄，黑色布鞋"),
    ("clothing", "蓝色工作服，背后有“电力”二字"),
    ("clothing", "校服，印有“实验小学”"),
    ("clothing", "穿三层毛衣"),
    ("clothing", "red padded jacket, size 175"),
    ("condition", ""),
    ("condition", "身体尚好，能自理"),
    ("condition", "精神状态一般，不爱说话"),
    ("condition", "神志清楚，情绪稳定"),
    ("condition", "听力较差，行动不便"),
    ("condition", "性格开朗"),
    ("condition", "calm, in good health"),
    ("contact_phone", "0574-88585123"),
    ("contact_phone", "400-000-1234"),
    ("features", "手里常拿一个住字牌"),
    ("found_place", "老法院门口"),
    ("found_place", "学院路口"),
    ("found_place", "溪口镇武岭路88号"),
    ("clothing", "印有“市运会”的T恤"),
    ("features", "说自己是1965年生的"),
    ("features", "有消息请打 0574 8858 5123"),
    ("features", "总向左转，往前看"),
    ("features", "身高155-160，体重45.5，鞋码 38/39"),
    ("features", "有毛，病容"),
    ("features", "头发花白，有疤。三，院子里有枣树"),
    ("found_place", "桃源村三组路口"),
    ("clothing", "球衣印有7号，Hi, Victor"),
    ("features", "记得 3、5、8 路公交车"),
]


def held_in(field: str, phrase: str) -> tuple[HeldWords, ...]:
    return held_words(replace(NoticeText("", "0574-88585123"), **{field: phrase}))


@pytest.mark.parametrize(("field", "phrase", "words", "kind"), HELD)
def test_these_words_are_held_with_their_field_and_the_reason(
    field: str, phrase: str, words: str, kind: HeldKind
) -> None:
    found = held_in(field, phrase)
    assert any(words in one.words and one.kind is kind and one.field == field for one in found), found
    assert all(one.words in phrase for one in found)


@pytest.mark.parametrize(("field", "phrase"), HARMLESS)
def test_a_harmless_phrase_passes(field: str, phrase: str) -> None:
    assert held_in(field, phrase) == ()


def test_the_notice_of_the_other_tests_holds_nothing() -> None:
    assert held_words(NOTICE) == ()


def test_the_same_words_are_to_be_looked_at_once_in_each_field() -> None:
    found = held_words(replace(NOTICE, features="三院，又是三院", condition="三院"))
    assert [one.key for one in found] == ["features:三院", "condition:三院"]


def test_nobody_approves_before_each_held_passage_was_looked_at_and_those_left_are_named() -> None:
    text = replace(NOTICE, features="在三院治疗", condition="HIV阳性")
    first, *rest = [one.key for one in held_words(text)]
    with pytest.raises(HeldWordsUnchecked) as refused:
        require_words_checked(text, [first])
    assert "HIV阳性" in refused.value.sentence("zh")
    assert "三院" not in refused.value.sentence("zh")
    require_words_checked(text, [first, *rest])


@pytest.mark.parametrize("character", ["1", "一", "第", "人民", "住", "中", "院", "a ", "- ", "号", "第一"])
def test_a_long_text_of_one_character_is_looked_at_in_no_time(character: str) -> None:
    begun = perf_counter()
    held_in("features", (character * 500)[:500])
    assert perf_counter() - begun < 1


@given(st.text(max_size=120), st.sampled_from([one.name for one in fields(NoticeText) if one.name != "found_on"]))
def test_whatever_is_written_what_is_held_stands_in_the_field_and_fits_on_a_line(text: str, field: str) -> None:
    for one in held_words(replace(NOTICE, **{field: text})):
        assert one.words in getattr(replace(NOTICE, **{field: text}), one.field)
        assert one.words.strip()
        assert "\n" not in one.key
