"""What may stand against taking the register along as a file."""

from shared.kernel.errors import Invalid, NotFound


class ExportWhyMissing(Invalid):
    slug = "export-why-missing"
    zh = "文件要包含法定代表人的姓名，请写明用途。"
    en = "The file is to name the legal representatives: say what it is for."


class ExportFileGone(NotFound):
    slug = "export-file-gone"
    zh = "没有可以下载的文件：还没有做好，或者已过保存期限。请到任务页面查看，或者重新导出。"
    en = "There is no file to download: it is not made yet, or was kept for its time. See the task, or export again."
