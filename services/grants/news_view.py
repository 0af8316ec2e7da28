"""What readers of a project are told while grants may not know how its organisation stands."""

from services.grants.domain.news import News
from services.grants.domain.project import Project
from services.grants.domain.project_state import ProjectState
from shared.web.view import View


class NewsMissing(View):
    """Why nothing is approved or paid just now, for want of news of the organisation, and what to do."""

    zh: str
    en: str


def news_view(project: Project, news: News) -> NewsMissing | None:
    """What is missing; None where nothing is, or the project has nothing left to pay."""
    refused = news.refusal if project.state is ProjectState.RUNNING else None
    return NewsMissing(zh=refused.sentence("zh"), en=refused.sentence("en")) if refused else None
