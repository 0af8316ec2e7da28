"""Tests of what is announced, and of what may not be."""

import string
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from services.notify.domain.announcement import (
    ALLOWED_FACTS,
    Announcement,
    Duty,
    ItemKind,
    Thing,
    ThingKind,
)
from services.notify.domain.decision_subjects import REFUSED, closing_refused, decision_awaited, decision_refused
from services.notify.domain.departure_subjects import departure_correction_refused
from services.notify.domain.entry_correction_subjects import entry_correction_proposed, entry_correction_refused
from services.notify.domain.erasure_subject import erasure_proposed
from services.notify.domain.job_subjects import job_ended
from services.notify.domain.project_subjects import project_frozen, project_unfrozen
from services.notify.domain.report_subjects import report_decided
from services.notify.domain.retraction_subjects import retraction_proposed, retraction_refused
from services.notify.domain.subjects import (
    SUBJECTS,
    ability_improved,
    case_given,
    case_taken,
    deadline_due_soon,
    deadline_missed,
    departure_corrected,
    departure_correction_proposed,
    interpreter_proposed,
    notice_approved,
    notice_handed_in,
    notice_proposed,
    notice_published,
    notice_returned,
)
from services.notify.domain.ward_subject import ward_reported
from shared.kernel.end_of_limit import end_of_limit
from shared.kernel.labels import Words
from tests.builders_notify import A_LIMIT

DUE = datetime(2026, 11, 24, 0, 30, tzinfo=UTC)
DUTY = Duty("case-117", "search_notice")

SAID = [
    interpreter_proposed("case-117", "救2026-0117", 3),
    interpreter_proposed("case-117", "救2026-0117", 0),
    deadline_due_soon(DUTY, A_LIMIT, "救2026-0117", DUE),
    ability_improved("case-117", "救2026-0117"),
    case_given("case-117", "救2026-0117"),
    case_taken("case-117", "救2026-0117"),
    deadline_missed(DUTY, A_LIMIT, "救2026-0117", DUE),
    project_frozen("p1", "资2026-0001", ["unreachable"]),
    departure_corrected("case-117", "救2026-0117"),
    departure_correction_proposed("case-117", "救2026-0117"),
    erasure_proposed("case-117", "救2026-0117"),
    project_unfrozen("p1", "资2026-0001"),
    notice_proposed("case-117", "救2026-0117", "n1", DUE),
    notice_handed_in("case-117", "救2026-0117", "n1", DUE),
    notice_approved("case-117", "救2026-0117", "n1", DUE),
    notice_returned("case-117", "救2026-0117", "n1"),
    notice_published("case-117", "救2026-0117"),
    decision_awaited("p1", "report", 2, "p1", "资2026-0001"),
    decision_awaited("org-77", "account", None, "p1", "资2026-0001"),
    report_decided("p1", "资2026-0001", 2, accepted=True),
    report_decided("p1", "资2026-0001", 2, accepted=False),
    ward_reported("report-1"),
    closing_refused("p1", "资2026-0001"),
    *(decision_refused(matter, 2, "p1", "资2026-0001") for matter in REFUSED),
    departure_correction_refused("case-117", "救2026-0117"),
    entry_correction_proposed("case-117", "救2026-0117"),
    entry_correction_refused("case-117", "救2026-0117"),
    retraction_proposed("org-7", "锋之社", "51330200MJ8000001X", example=False),
    retraction_refused("org-7", "锋之社", "51330200MJ8000001X", example=False),
    job_ended("job-1", "import_organisations", 10_000, failed=False),
    job_ended("job-1", "import_organisations", 32, failed=True),
    job_ended("job-1", "export_organisations", 10_000, failed=False),
    job_ended("job-1", "export_organisations", 500, failed=True),
]


def test_every_subject_is_said_in_these_tests() -> None:
    assert {said.subject for said in SAID} == set(SUBJECTS)


@pytest.mark.parametrize("said", SAID, ids=lambda said: said.subject)
def test_announce_tells_only_allowed_facts_and_what_it_is_about(said: Announcement) -> None:
    assert set(said.facts) <= ALLOWED_FACTS
    own = (Thing(ThingKind.OWN_PROJECT, "p1"), Thing(ThingKind.WARD_REPORT, "report-1"))
    things = Thing(ThingKind.CASE, "case-117"), Thing(ThingKind.PROJECT, "p1"), Thing(ThingKind.ORGANISATION, "org-7")
    assert said.about in (*things, *own, Thing(ThingKind.JOB, "job-1"))
    for words in (said.title, said.why):
        assert words.zh
        assert words.en
        assert "{" not in words.zh + words.en


@pytest.mark.parametrize("subject", SUBJECTS.values(), ids=lambda subject: subject.code)
def test_sentences_name_the_same_facts_in_both_languages(subject: object) -> None:
    for words in (subject.title, subject.why):  # type: ignore[attr-defined]
        zh, en = ({name for _, name, _, _ in string.Formatter().parse(text) if name} for text in (words.zh, words.en))
        assert zh == en
        assert zh <= ALLOWED_FACTS


def test_interpreter_proposed_tells_how_many_and_not_who() -> None:
    said = interpreter_proposed("case-117", "救2026-0117", 3)
    zh, en = (
        "个案 救2026-0117：找到 3 位可能听得懂的同乡翻译",
        "Case 救2026-0117: 3 people were found who may interpret",
    )
    assert said.title == Words(zh, en)
    assert (said.kind, said.about) == (ItemKind.TODO, Thing(ThingKind.CASE, "case-117"))


def test_interpreter_proposed_with_nobody_says_so() -> None:
    assert "没有找到" in interpreter_proposed("case-117", "救2026-0117", 0).title.zh


def test_interpreter_proposed_by_an_event_without_a_number_says_where_it_stands() -> None:
    assert interpreter_proposed("case-117", None, 3).title.zh.startswith("个案 （编号见个案页）：找到 3 位")


def test_what_is_said_of_an_example_carries_the_mark() -> None:
    frozen = project_frozen("p1", "资2026-0001", ["unreachable"], example=True)
    assert frozen.title.zh == "项目 资2026-0001（示例） 未拨付的款项已冻结"
    assert frozen.title.en == "Project 资2026-0001 (example): what is unpaid has been frozen"
    assert "（示例）" in project_unfrozen("p1", "资2026-0001", example=True).title.zh
    assert "示例" not in project_unfrozen("p1", "资2026-0001").title.zh


@pytest.mark.parametrize(
    "said", [one for one in SAID if one.subject.startswith("notice_")], ids=lambda one: one.subject
)
def test_what_is_said_of_a_notice_names_the_case_and_asks_for_its_next_step_until_that_is_done(
    said: Announcement,
) -> None:
    assert said.title.zh.startswith("个案 救2026-0117：")
    assert said.title.en.startswith("Case 救2026-0117: ")
    assert said.duty == (None if said.subject == "notice_published" else Duty("case-117", "notice", "n1"))


@pytest.mark.parametrize("said", [notice_proposed, notice_handed_in, notice_approved])
def test_what_is_said_of_a_notice_tells_until_when_it_must_be_public_unless_one_was(
    said: Callable[[str, str, str, datetime | None], Announcement],
) -> None:
    due, done = (said("case-117", "救2026-0117", "n1", end).title for end in (DUE, None))
    assert due == Words(f"{done.zh}，限 2026年11月24日 08:30", f"{done.en}, by 24 Nov 2026, 08:30")


def test_deadline_due_soon_names_case_limit_and_local_time() -> None:
    said = deadline_due_soon(DUTY, A_LIMIT, "救2026-0117", DUE)
    assert said.title.zh == "个案 救2026-0117：“发布寻亲公告”将于 2026年11月24日 08:30 到期"
    assert said.title.en == "Case 救2026-0117: the limit to publish a search notice ends on 24 Nov 2026, 08:30"


def test_project_frozen_is_to_be_known() -> None:
    assert project_frozen("p1", "资2026-0001", []).kind is ItemKind.WATCH


@pytest.mark.parametrize(
    ("codes", "zh", "en"),
    [
        (["unreachable"], "承办组织被列入活动异常名录。", "organisation was listed as abnormal."),
        (["suspended", "unreachable"], "承办组织被限期停止活动。", "organisation was ordered to stop its activities."),
        (["deregistered"], "承办组织已经注销。", "organisation was deregistered."),
        (["revoked"], "承办组织被撤销登记。", "organisation had its registration revoked."),
        (
            ["licence_withdrawn", "serious_list"],
            "承办组织被吊销登记证书。",
            "organisation had its certificate withdrawn.",
        ),
    ],
)
def test_project_frozen_says_why(codes: list[str], zh: str, en: str) -> None:
    why = project_frozen("p1", "资2026-0001", codes).why
    assert why.zh.endswith(zh)
    assert why.en.endswith(en)


@pytest.mark.parametrize(
    ("at", "zh", "en"),
    [
        (datetime(2026, 12, 31, 16, 5, tzinfo=UTC), "2027年1月1日 00:05", "1 Jan 2027, 00:05"),
        (datetime(2026, 10, 15, 16, tzinfo=UTC), "2026年10月15日 24:00", "15 Oct 2026, 24:00"),
        (datetime(2026, 12, 31, 16, tzinfo=UTC), "2026年12月31日 24:00", "31 Dec 2026, 24:00"),
    ],
)
def test_end_of_a_limit_is_told_on_the_clock_of_the_office_and_ends_a_day_at_24(at: datetime, zh: str, en: str) -> None:
    assert end_of_limit(at) == Words(zh, en)


@pytest.mark.parametrize(
    ("matter", "no", "zh", "en"),
    [
        ("plan", None, "拨款计划等您批准", "a plan of payments waits for your approval"),
        ("report", 2, "第 2 期的报告等您审核", "the report of instalment 2 waits to be examined by you"),
        ("correction", None, "一项更正等您批准", "a correction waits for your approval"),
        ("reversal", 1, "第 1 期拨付的冲销等您批准", "the reversal of instalment 1 waits for your approval"),
        ("closing", None, "结项或者终止等您批准", "its closing waits for your approval"),
        ("account", None, "收款账户等您核对", "an account waits to be verified by you"),
    ],
)
def test_decision_awaited_names_the_project_and_what_waits(matter: str, no: int | None, zh: str, en: str) -> None:
    said = decision_awaited("p1", matter, no, "p1", "资2026-0001")
    assert said.title == Words(f"项目 资2026-0001：{zh}", f"Project 资2026-0001: {en}")
    assert (said.kind, said.about) == (ItemKind.TODO, Thing(ThingKind.PROJECT, "p1"))
    assert said.duty == Duty("p1", matter, None if no is None else str(no))
