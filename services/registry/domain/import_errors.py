"""Why a trial run cannot be made real, or rows not given back."""

from shared.kernel.errors import Conflict, Forbidden


class NotATrial(Conflict):
    slug = "not-a-trial"
    zh = "这不是已经做完的试运行，没有可以正式导入的内容。"
    en = "This is no trial run that has ended, so there is nothing to import."


class TrialCarriedOutAlready(Conflict):
    slug = "trial-carried-out"
    zh = "这次试运行的内容已经正式导入，结果在导入列表里。"
    en = "What this trial run read was imported already; the result is in the list of imports."


class ImportOfAnother(Forbidden):
    slug = "import-of-another"
    zh, en = "只有提交这个文件的人可以这样做。", "Only who sent this file may do that."


class TrialGone(Conflict):
    slug = "trial-gone"
    zh = "试运行读到的内容只保留三天，已经没有了。请重新选择文件。"
    en = "What a trial run read is kept for three days and is gone. Choose the file again."


class RowsGone(Conflict):
    slug = "rows-gone"
    zh = "这次导入的表格内容已经不再保留，无法下载有问题的行。"
    en = "The rows of this import are not kept any more, so they cannot be downloaded."


class RegisterMoved(Conflict):
    slug = "register-moved"
    zh = "试运行以后登记册变了：有 {rows} 行会与试运行时不同。请再试运行一次，或者选“登记册有变动时仍然导入”。"
    en = (
        "The register has changed since the trial: {rows} rows would come out otherwise. Try it again, "
        "or choose “Import even if the register has changed”."
    )
