"""What rescue tells of search notices on the station's own public site: the published words, and that they are gone."""

from datetime import date, datetime
from typing import Annotated, ClassVar

from shared.contracts.contract import Contract, Personal
from shared.kernel.labels import Label


class NoticeMadePublic(Contract):
    """Everybody may read this search notice (寻亲公告) now. It is the only event that carries words about a person.

    They are those that a second person approved for the public, field by field, with nothing of the case beside them;
    a field that was left empty is empty. ``notice_no`` is the number by which the public knows it, ``published_at``
    since when it stands there, ``updated_at`` when it was published there last. ``contact_phone`` is the station's.
    Once it was taken down, its words are taken out of the publisher's log: sent again, it comes without them.
    """

    NAME: ClassVar[str] = "rescue.notice.made_public"
    LABEL: ClassVar[Label] = Label("寻亲公告已在公众网站公开", "Search notice made public")
    ZH: ClassVar[str] = "一份经第二人批准的寻亲公告在本站公众网站公开；只含公告上的文字，不含个案信息。"

    notice_no: str
    published_at: datetime
    updated_at: datetime
    features: Annotated[str, Personal()]
    contact_phone: Annotated[str, Personal()]
    shown_name: Annotated[str, Personal()] = ""
    sex: Annotated[str, Personal()] = ""
    age: Annotated[str, Personal()] = ""
    height: Annotated[str, Personal()] = ""
    speech: Annotated[str, Personal()] = ""
    clothing: Annotated[str, Personal()] = ""
    condition: Annotated[str, Personal()] = ""
    found_on: Annotated[date | None, Personal()] = None
    found_place: Annotated[str, Personal()] = ""


class NoticeTakenDown(Contract):
    """A search notice is public no more: whoever shows it shows its words no longer, and says that it is withdrawn.

    ``replaced_by`` is the public number of the notice in its place, where there is one.
    """

    NAME: ClassVar[str] = "rescue.notice.taken_down"
    LABEL: ClassVar[Label] = Label("寻亲公告已从公众网站撤下", "Search notice taken down")
    ZH: ClassVar[str] = "一份寻亲公告从本站公众网站撤下，或者被新的公告替换；不含公告内容。"

    notice_no: str
    replaced_by: str | None = None
