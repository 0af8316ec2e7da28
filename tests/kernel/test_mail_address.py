"""Which mail addresses are taken, and how they go to a server."""

import pytest

from shared.kernel.mail_address import in_ascii, is_address


@pytest.mark.parametrize(
    ("address", "sent_to"),
    [
        ("z@example.cn", "z@example.cn"),
        ("first.last+tag@mail.example.com", "first.last+tag@mail.example.com"),
        ("zhang@例子.中国", "zhang@xn--fsqu00a.xn--fiqs8s"),
        ("office@mailhost", "office@mailhost"),
    ],
)
def test_address_goes_out_as_every_server_takes_it(address: str, sent_to: str) -> None:
    assert in_ascii(address) == sent_to


@pytest.mark.parametrize(
    "text",
    [
        "",
        "z",
        "z@",
        "@x.cn",
        "a@b@c.cn",
        "a@[1.2.3.4",
        "a@[1.2.3.4]",
        "=?utf-8?q?=0d=0aBcc=3a_b=40c.cn?=@x.cn",
        "张三 <z@x.cn>",
        "z@x.cn;y@x.cn",
        "z@x.cn,y@x.cn",
        "z x@x.cn",
        "张三@x.cn",
        '"z"@x.cn',
        ".z@x.cn",
        "z..y@x.cn",
        "z@x.cn\n",
        "z@" + "x" * 190,
        "z" * 65 + "@x.cn",
        "z@" + "例" * 64 + ".cn",
        "z@.例.cn",
    ],
)
def test_what_is_no_address_is_known_at_once(text: str) -> None:
    assert not is_address(text)
