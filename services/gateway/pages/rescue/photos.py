"""Photographs and recordings of a case: in words, and what may be done with them."""

from services.gateway.engine.action import Action
from services.gateway.engine.blocks import Item
from services.gateway.engine.fields import Input
from services.gateway.engine.gallery import Gallery
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Column, moment_at, text_at
from services.gateway.i18n import N_
from services.gateway.pages.rescue.case_parts import when
from services.gateway.pages.rescue.case_words import coded

PHOTO_ACTIONS = (
    Action(
        "add_photo",
        done=N_("照片或者录音已经存入本案。"),
        lead=N_("照片和录音加密保存，只有办理救助的人能看，每次查看都有记录；清除个人信息时一起清除。"),
        inputs=(Input("file"), Input("shows", "choices"), Input("note", "text", wide=True)),
        icon="person",
    ),
    Action(
        "remove_photo",
        done=N_("照片或者录音已经删除。"),
        tone="danger",
        rows="photos",
        part_facts=(Column("shows"), Column("note", if_any=True)),
        inputs=(Input("reason", rows=2),),
    ),
)


def photo(page: Page, one: Json) -> Item:
    """One photograph or recording: of what, who brought it and when, and what was noted."""
    told = when(page, moment_at(one, "at"), text_at(one, "by"))
    notes = tuple(filter(None, (text_at(one, "note"),)))
    return Item(coded(page, "PhotoShows", one.get("shows")), facts=(told,), texts=notes)


PHOTOS = Gallery(
    N_("照片和录音"),
    "photos",
    photo,
    empty=(N_("还没有照片"), N_("面部照片最能帮人找到家。从“存入照片或录音”开始。")),
)
