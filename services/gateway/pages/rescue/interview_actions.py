"""Recording an interview with its clues, asking for an interpreter, and calling the people proposed."""

from collections.abc import Mapping, Sequence

from services.gateway.engine.action import Action
from services.gateway.engine.fields import Input, Option
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import at, rows_at, text_at
from services.gateway.i18n import N_

INTERVIEWS = "/interviews"
SPEECH = ("dialect", "area_word", "place")


def _speech_clues(case: Json) -> list[Option]:
    """The clues that may say where the speech is from, in the words of each."""
    usable = [
        one
        for one in rows_at(case, "clues")
        if text_at(one, "note.kind") in SPEECH and text_at(one, "state") != "refuted"
    ]
    return [(text_at(one, "id"), _clue_words(one)) for one in usable]


def _clue_words(clue: Json) -> str:
    words, meaning = text_at(clue, "note.words"), text_at(clue, "note.normal_form")
    return f"{words}（{meaning}）" if meaning else words


async def _clues(_: Page, case: Json) -> Mapping[str, Sequence[Option]]:
    return {"clue_id": _speech_clues(case)}


async def _only_clue(_: Page, case: Json, __: Json) -> Mapping[str, object]:
    clues = _speech_clues(case)
    return {"clue_id": clues[0][0]} if len(clues) == 1 else {}


async def _no_clue(_: Page, case: Json) -> Mapping[str, object]:
    return {"closed": not _speech_clues(case)}


async def _whom(page: Page, _: Json, __: Json) -> Mapping[str, object]:
    return {"person_id": page.ids["person_id"]}


async def _person(page: Page, case: Json) -> Mapping[str, object]:
    """Whom to call, with the phone number; reading it is logged for this case."""
    why = f"为个案 {text_at(case, 'case_no')} 联系翻译"
    person = await page.services.ask(
        "registry", "/talents/{talent_id}/phone", {"why": why}, {"talent_id": page.ids["person_id"]}
    )
    return {"person": person, "closed": not at(person, "in_pool")}


INTERVIEW_ACTIONS = (
    Action(
        "record_interview",
        at="/interview",
        done=N_("问询已经保存。"),
        confirm=N_("保存问询"),
        inputs=(
            Input("language", "text"),
            Input("interpreter", "text"),
            Input("ability", "choices"),
            Input("words_heard"),
            Input("remarks", rows=2),
            Input(
                "clues",
                hint=N_("一条一行。原话照写，“指的是”写您的理解，例如原话“像安徽话, 阜阳一带”，指的是“安徽阜阳”。"),
                at_least=4,
            ),
        ),
        back=INTERVIEWS,
    ),
    Action(
        "report_ability",
        done=N_("语言情况已经记下。好转的，会提醒责任人再问询。"),
        lead=N_("病房、托养机构的人或者本人说，语言情况有了变化。"),
        inputs=(Input("ability", "choices"), Input("said_by", "text")),
        back=INTERVIEWS,
    ),
    Action(
        "request_interpreter",
        at="/interpreter",
        done=N_("已向人才库查找。找到的人会显示在这里，并发到您的通知。"),
        confirm=N_("查找"),
        inputs=(Input("clue_id", wide=True),),
        options=_clues,
        begin=_only_clue,
        above="rescue/interpreter.html",
        shows=_no_clue,
        back=INTERVIEWS,
    ),
    Action(
        "contact_interpreter",
        at="/interpreter/{request_id}/{person_id}",
        offered=False,
        done=N_("联系结果已经保存。"),
        confirm=N_("保存联系结果"),
        inputs=(Input("outcome", "choices"), Input("remarks", rows=2)),
        hidden=("person_id",),
        rows="interpreter_requests",
        begin=_whom,
        above="rescue/call.html",
        shows=_person,
        back=INTERVIEWS,
    ),
)
