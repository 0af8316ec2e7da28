"""What rescue refuses about photographs and recordings, each by its name and in both languages."""

from shared.kernel.errors import Conflict, Invalid, NotFound


class PhotoThere(Conflict):
    slug = "photo-there"
    zh, en = "这张照片或者这段录音已经存入本案。", "The case has this photograph or recording already."


class ShowsOtherwise(Invalid):
    slug = "photo-shows-otherwise"
    zh = "录音的内容请选“声音（口音）”，照片请选其他内容。"
    en = "A recording is of a voice, and a photograph of something else. Choose what fits."


class NoSuchPhoto(NotFound):
    slug = "no-such-photo"
    zh, en = "本案没有这张照片或者这段录音。", "The case has no such photograph or recording."
