"""What a job decides from its own state."""

from datetime import UTC, datetime, timedelta

import pytest

from shared.jobs.errors import CancelAskedAlready, JobBroke, JobEnded, JobOfAnother, StepOvertaken
from shared.jobs.events import CancelAsked, JobAsked, JobMoved, LongJobEnded
from shared.jobs.job import Job, JobState
from shared.kernel.cause import Actor

MONDAY = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
LI, WANG, OPERATOR = Actor("li"), Actor("wang"), Actor("ops", frozenset({"operator"}))


def after(seconds: float) -> datetime:
    return MONDAY + timedelta(seconds=seconds)


def a_job(*, begun: bool = True) -> Job:
    job = Job("j1", "count", "li", MONDAY, "c", total=100).ask()
    if begun:
        job.begin(MONDAY)
    return job


def told(job: Job) -> list[int]:
    return [event.done for event in job.recorded() if isinstance(event, JobMoved)]


def test_job_tells_at_most_once_a_second_how_far_it_is() -> None:
    job = a_job()
    for step in range(1, 31):
        job.advance(step, step, 100, after(step / 10))
    assert told(job) == [0, 10, 20, 30]
    assert (job.step, job.done) == (30, 30)


def test_step_that_another_process_has_done_is_refused_and_so_is_one_too_far() -> None:
    job = a_job()
    job.advance(1, 10, 100, MONDAY)
    for step in (1, 3):
        with pytest.raises(StepOvertaken):
            job.advance(step, 20, 100, MONDAY)


def test_waiting_job_is_cancelled_at_once_and_a_running_one_when_its_process_says_so() -> None:
    waiting, running = a_job(begun=False), a_job()
    for job in (waiting, running):
        job.ask_cancel(LI, after(1))
        assert any(isinstance(event, CancelAsked) for event in job.recorded())
    assert waiting.state is JobState.CANCELLED
    assert running.state is JobState.RUNNING
    with pytest.raises(CancelAskedAlready):
        running.ask_cancel(LI, after(2))
    running.cancel("r1", after(2))
    assert (running.state, running.result) == (JobState.CANCELLED, "r1")


def test_job_is_cancelled_by_who_asked_for_it_or_an_operator() -> None:
    with pytest.raises(JobOfAnother):
        a_job().ask_cancel(WANG, MONDAY)
    a_job().ask_cancel(OPERATOR, MONDAY)


def test_nothing_happens_to_a_job_that_has_ended() -> None:
    job = a_job()
    job.finish("r1", MONDAY)
    for late in (
        lambda: job.begin(MONDAY),
        lambda: job.advance(1, 1, 1, MONDAY),
        lambda: job.ask_cancel(LI, MONDAY),
        lambda: job.cancel("", MONDAY),
        lambda: job.finish("", MONDAY),
        lambda: job.fail(JobBroke(), "", MONDAY),
    ):
        with pytest.raises(JobEnded):
            late()


@pytest.mark.parametrize(("seconds", "long"), [(29, False), (30, True)])
def test_end_of_a_long_job_is_told_to_who_asked_for_it(seconds: int, long: bool) -> None:
    done, failed, cancelled = a_job(), a_job(), a_job()
    done.finish("r1", after(seconds))
    failed.fail(JobBroke(), "", after(seconds))
    cancelled.cancel("", after(seconds))
    ends = [[e.failed for e in job.recorded() if isinstance(e, LongJobEnded)] for job in (done, failed, cancelled)]
    assert ends == ([[False], [True], []] if long else [[], [], []])
    assert isinstance(done.recorded()[0], JobAsked)
    assert "再次提交" in failed.why_zh
