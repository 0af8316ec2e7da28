"""Where the papers of a thing are printed: links of its page."""

from services.gateway.engine.action_links import ActionLink, keeping_list
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import text_at
from services.gateway.i18n import N_

SUMMARY, SHEET, SLIP = N_("打印个案摘要"), N_("打印组织情况表"), N_("打印拨付单")


def summary_link(page: Page, case: Json) -> list[ActionLink]:
    """To the summary of a case."""
    return [_link(page, SUMMARY, f"/rescue/case/{text_at(case, 'id')}/print")]


def sheet_link(page: Page, organisation: Json) -> list[ActionLink]:
    """To the sheet of an organisation."""
    return [_link(page, SHEET, f"/orgs/{text_at(organisation, 'id')}/print")]


def slip_link(page: Page, instalment: Json) -> list[ActionLink]:
    """To the slip of an instalment; of one that was cancelled nothing is paid."""
    if text_at(instalment, "state") == "cancelled":
        return []
    return [
        _link(page, SLIP, f"/grants/projects/{page.ids['project_id']}/instalments/{text_at(instalment, 'no')}/slip")
    ]


def _link(page: Page, label: str, href: str) -> ActionLink:
    return ActionLink(page.say(label), keeping_list(page, href), icon="print")
