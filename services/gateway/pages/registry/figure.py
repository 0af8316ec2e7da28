"""One growth that the press gave: what was printed, who entered it, and its withdrawal with the reason."""

from services.gateway.engine.action import Action
from services.gateway.engine.blocks import Facts
from services.gateway.engine.record import Record
from services.gateway.engine.values import Column, text_at
from services.gateway.i18n import N_
from services.gateway.pages.registry.figure_list import FIGURES, person, state_tags

FIGURE = Record(
    service="registry",
    path="/figures/{figure_id}",
    source="/quoted-figures/{figure_id}",
    title=lambda _page, figure: text_at(figure, "wording"),
    icon="pulse",
    tags=state_tags,
    facts=(
        Column("percent"),
        Column("first_year"),
        Column("last_year"),
        Column("source"),
        Column("published_on", empty=N_("日期不详")),
        Column("entered_at"),
        person("entered_by"),
    ),
    blocks=(
        Facts(
            N_("撤回"),
            (Column("withdrawn.reason"), Column("withdrawn.at"), person("withdrawn.by")),
            path="withdrawn",
        ),
    ),
    actions=(
        Action(
            "withdraw_figure",
            done=N_("已经撤回，不再显示在统计旁边。"),
            confirm=N_("确认撤回"),
            tone="danger",
            facts=(Column("wording"), Column("source"), Column("percent"), Column("first_year"), Column("last_year")),
            check_answers=True,
        ),
    ),
    listed=FIGURES,
)
