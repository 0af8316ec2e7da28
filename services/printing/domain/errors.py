"""What printing refuses, each by its name and in both languages."""

from shared.kernel.errors import Conflict, Invalid, NotFound, Unavailable


class PrintNotFound(NotFound):
    slug = "print-not-found"
    zh, en = "没有这份打印件的登记。", "No such print is on record."


class ContentDiffers(Conflict):
    slug = "print-content-differs"
    zh = "内容与这个编号登记的不一致，没有打印。请回到原页面重新打印，会得到新的编号。"
    en = "The content differs from what this number was given for; nothing was printed. Print again from its page."


class NumberTaken(Conflict):
    slug = "print-number-taken"
    zh, en = "这个打印编号已经用过，请重新打印。", "This number is taken already. Please print again."


class TooMuchText(Invalid):
    slug = "print-too-much-text"
    zh = "内容太多（{length} 字，最多 {most} 字），不能打印成一份。"
    en = "There is too much to print on one paper: {length} characters, and at most {most} are possible."


class TooManyPages(Invalid):
    slug = "print-too-many-pages"
    zh = "这份打印件超过 {most} 页，没有打印。请缩短内容后重新打印。"
    en = "This paper would have more than {most} pages, so it was not printed. Shorten it and print again."


class TooSlow(Unavailable):
    slug = "print-too-slow"
    zh = "排版超过 {seconds} 秒，已经停止。编号保留，请稍后再打印一次。"
    en = "Setting the pages took more than {seconds} seconds and was stopped. The number is kept: print again later."


class PressStopped(Unavailable):
    slug = "print-press-stopped"
    zh = "打印程序中途停止，这一份没有打印成。编号保留，请再打印一次。"
    en = "The press stopped in the middle, and this paper was not made. The number is kept: please print again."


class PressBusy(Unavailable):
    slug = "print-press-busy"
    zh = "正在打印的太多，请过一会儿再打印；编号保留。"
    en = "Too many papers are being printed. Try again in a moment; the number is kept."
