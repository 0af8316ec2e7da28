"""Tests of sending against a real SMTP server."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import aiosmtplib
import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword

from services.notify.adapters.mail_texts import MailTexts
from services.notify.adapters.smtp_mailer import NoMailer, Server, SmtpMailer, result_of
from services.notify.domain.delivery import Outcome, Result
from services.notify.domain.fields import Language
from services.notify.ports import Mail
from shared.kernel.clock import FixedClock
from tests.builders_notify import MONDAY_9AM, a_missed_deadline
from tests.notify.postbox import Postbox, open_postbox

MAIL = Mail("d1", "li.mei@demo.example", Language.ZH, a_missed_deadline())


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    with open_postbox() as box:
        yield box


def a_mailer(url: str) -> SmtpMailer:
    texts = MailTexts("https://tongxin.example")
    return SmtpMailer(Server.at(url), "同心 <tongxin@centre.example>", texts, FixedClock(MONDAY_9AM))


async def test_send_hands_over_a_mail_in_chinese(postbox: Postbox) -> None:
    assert await a_mailer(postbox.url).send(MAIL) == Result(Outcome.SENT)
    [mail] = postbox.mails
    assert mail["Subject"] == MAIL.announcement.title.zh
    assert mail["To"] == "li.mei@demo.example"
    assert mail["From"] == "同心 <tongxin@centre.example>"
    assert mail["Message-ID"] == "<d1@centre.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert "救2026-0117" in mail.get_content()


async def test_send_again_has_the_same_message_id(postbox: Postbox) -> None:
    for _ in range(2):
        await a_mailer(postbox.url).send(MAIL)
    assert postbox.mails[0]["Message-ID"] == postbox.mails[1]["Message-ID"]


@pytest.mark.parametrize(
    ("answer", "result"),
    [
        ("451 try later, li.mei@demo.example", Result(Outcome.AWAY, "smtp 451")),
        ("550 no such mailbox li.mei@demo.example", Result(Outcome.REFUSED, "smtp 550")),
    ],
)
async def test_send_that_is_not_taken_tells_the_code_and_not_the_words(
    postbox: Postbox, answer: str, result: Result
) -> None:
    postbox.answers = [answer]
    assert await a_mailer(postbox.url).send(MAIL) == result
    postbox.to_recipients = [answer]
    assert await a_mailer(postbox.url).send(MAIL) == result


async def test_send_with_no_server_there_may_pass_later() -> None:
    result = await a_mailer("smtp://127.0.0.1:1").send(MAIL)
    assert result.outcome is Outcome.AWAY


async def test_send_where_tls_is_required_and_not_offered_may_pass_later(postbox: Postbox) -> None:
    """RFC 3207, 6: whoever sits between may leave the offer out. No mail, and no password, goes there in the clear."""
    for wish in ("?starttls=required", ""):
        result = await a_mailer(postbox.url.replace("?starttls=never", wish)).send(MAIL)
        assert result == Result(Outcome.AWAY, "starttls not offered")
    assert postbox.mails == []


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
async def test_send_signs_in_where_the_address_says_so() -> None:
    seen: list[bytes] = []

    def check(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: LoginPassword) -> AuthResult:
        seen.append(data.password)
        return AuthResult(success=data.password == b"p@ss", handled=False)

    with open_postbox(authenticator=check, auth_required=True, auth_require_tls=False) as box:
        right, wrong = (box.url.replace("//", f"//li:{word}@") for word in ("p%40ss", "wrong"))
        assert await a_mailer(right).send(MAIL) == Result(Outcome.SENT)
        assert await a_mailer(wrong).send(MAIL) == Result(Outcome.AWAY, "smtp 535")
    assert b"p@ss" in seen


@pytest.mark.parametrize("mailer", [NoMailer(), a_mailer("smtp://127.0.0.1:1")])
async def test_send_without_an_address_says_so(mailer: NoMailer | SmtpMailer) -> None:
    assert (await mailer.send(Mail("d1", None, Language.ZH, a_missed_deadline()))).outcome is Outcome.NO_ADDRESS


async def test_send_without_a_server_says_so() -> None:
    assert (await NoMailer().send(MAIL)).outcome is Outcome.NOT_CONFIGURED


def test_server_at_reads_every_part() -> None:
    server = Server.at("smtp://li%40centre:p%2Fw@mail.example:587?starttls=required")
    assert server == Server("mail.example", 587, False, True, "li@centre", "p/w")
    assert Server.at("smtps://mail.example") == Server("mail.example", 465, True, False, None, None)
    assert Server.at("smtp://mail.example").start_tls


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "[::1]", "localhost"])
def test_server_on_this_machine_may_go_without_tls(host: str) -> None:
    assert not Server.at(f"smtp://{host}:25?starttls=never").start_tls


@pytest.mark.parametrize("host", ["mail.example", "10.0.0.4", "127.0.0.1.mail.example", "[::2]"])
def test_server_elsewhere_may_not_go_without_tls(host: str) -> None:
    with pytest.raises(ValueError, match="on this machine") as refused:
        Server.at(f"smtp://li:secret@{host}:25?starttls=never")
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    "url",
    ["http://x", "smtp://", "mail.example", "smtp://li:secret@x?starttls=maybe", "smtp://li:secret@x?starttls=auto"],
)
def test_server_at_something_else_is_refused_without_telling_the_password(url: str) -> None:
    with pytest.raises(ValueError, match="TONGXIN_SMTP_URL") as refused:
        Server.at(url)
    assert "secret" not in str(refused.value)


def test_result_of_a_lost_connection_may_pass_later() -> None:
    assert result_of(aiosmtplib.SMTPServerDisconnected("gone")) == Result(Outcome.AWAY, "SMTPServerDisconnected")


async def test_send_to_a_domain_in_chinese_goes_to_its_xn_form(postbox: Postbox) -> None:
    mail = replace(MAIL, address="zhang@例子.中国")
    assert await a_mailer(postbox.url).send(mail) == Result(Outcome.SENT)
    assert postbox.mails[0]["To"] == "zhang@xn--fsqu00a.xn--fiqs8s"


@pytest.mark.parametrize(
    "address", ["a@[1.2.3.4", "=?utf-8?q?=0d=0aBcc=3a_b=40c.cn?=@x.cn", "张三@x.cn", "z@x.cn;y@x.cn"]
)
async def test_send_to_what_is_no_address_is_refused_at_once(postbox: Postbox, address: str) -> None:
    assert await a_mailer(postbox.url).send(replace(MAIL, address=address)) == Result(Outcome.REFUSED, "address")
    assert postbox.mails == []
