"""Errors are sentences to people.

DomainError
├── NotFound      404  the thing asked for is not there
├── Conflict      409  the state does not allow it, or somebody else was faster
├── Forbidden     403  this person may not do it
├── Invalid       422  what was given is not right, and the sentence says how to mend it
└── Unavailable   503  a server behind us is away; nothing was lost, try again

A concrete error is one class: a stable ``slug`` and its two sentences. Sentences may name parameters in braces;
they are given by keyword when the error is raised. A day is given as a date and a moment as a datetime: each language
tells them as it writes them.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import ClassVar

from shared.kernel.day_words import day_in_words, moment_in_words
from shared.kernel.roles import role_names


class DomainError(Exception):
    """Base of every error that is told to a person. Parameters are kept for the two sentences; never personal data."""

    status: ClassVar[int] = 500
    slug: ClassVar[str] = "error"
    zh: ClassVar[str] = "出错了。"
    en: ClassVar[str] = "Something went wrong."

    def __init__(self, **params: object) -> None:
        self.params = params
        super().__init__(self.en.format(**_told(params, "en")))

    def sentence(self, language: str) -> str:
        """The sentence in ``zh`` or ``en``; any other language gets English."""
        return (self.zh if language.startswith("zh") else self.en).format(**_told(self.params, language))


def _told(params: Mapping[str, object], language: str) -> dict[str, object]:
    """The parameters as a sentence of this language says them."""
    return {name: _in_words(given, language) for name, given in params.items()}


def _in_words(given: object, language: str) -> object:
    if isinstance(given, datetime):
        return moment_in_words(given).of(language)
    return day_in_words(given).of(language) if isinstance(given, date) else given


class NotFound(DomainError):
    status = 404
    slug = "not-found"
    zh, en = "没有找到。请核对编号。", "Not found. Please check the number."


class Conflict(DomainError):
    status = 409
    slug = "conflict"
    zh, en = "当前状态不允许这样做。", "The current state does not allow this."


class Forbidden(DomainError):
    status = 403
    slug = "forbidden"
    zh, en = "您没有权限这样做。", "You may not do this."


class Invalid(DomainError):
    status = 422
    slug = "invalid"
    zh, en = "填写的内容有误，请检查后再提交。", "Some of what was given is not right. Please check and send again."


class Unavailable(DomainError):
    status = 503
    slug = "unavailable"
    zh = "系统暂时忙，请稍后再试；您的内容没有丢失。"
    en = "The system is busy. Please try again soon; nothing was lost."


class AlreadyExists(Conflict):
    slug = "already-exists"
    zh, en = "已经存在相同的记录。", "The same record exists already."


class Erased(NotFound):
    """The aggregate's key was destroyed; its sealed fields can never be read again."""

    slug = "erased"
    zh, en = "这份记录中的个人信息已被依法清除。", "The personal data of this record has been erased."


class ChangedMeanwhile(Conflict):
    """If-Match did not match, or the bounded retries of a lost race ran out."""

    slug = "changed-meanwhile"
    zh = "在您编辑期间，这条记录已被修改（第 {version} 版）。请刷新后再决定。"
    en = "This record was changed while you were editing (now version {version}). Reload it, then decide."


class KeyReused(Invalid):
    """An Idempotency-Key came again with a different request (IETF draft idempotency-key-header, section 2.6)."""

    slug = "idempotency-key-reused"
    zh = "同一个操作编号被用在了不同的内容上，请刷新页面后重新提交。"
    en = "The same idempotency key was used for a different request. Reload the page and send again."


class RoleRequired(Forbidden):
    """Only these roles may do it; ``roles`` are their codes, which the sentences tell by name."""

    slug = "role-required"
    zh, en = "这项操作需要“{roles}”的身份。", "This needs one of the roles: {roles}."

    def __init__(self, *roles: str) -> None:
        self.roles = roles
        super().__init__(roles=role_names(roles, "en"))

    def sentence(self, language: str) -> str:
        """The sentence with the roles' names in its language."""
        return (self.zh if language.startswith("zh") else self.en).format(roles=role_names(self.roles, language))


class OutOfOrder(Conflict):
    """An event came after a later one of the same subject had been absorbed; it is parked for a person to look at."""

    slug = "out-of-order"
    zh = "这条消息晚于同一对象的后续消息到达，已停放待人工处理。"
    en = "This message came after a later one of the same subject; it was parked for a person to look at."
