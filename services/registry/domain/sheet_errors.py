"""What may be wrong with a file of organisations, in sentences: with the whole of it, or with one cell."""

from shared.kernel.errors import Conflict, Invalid, NotFound


class FileUnreadable(Invalid):
    slug = "file-unreadable"
    zh = "读不出这个文件。请上传 CSV（UTF-8 或 GB18030 编码）或 XLSX 表格。"
    en = "This file cannot be read. Upload a CSV (UTF-8 or GB18030) or an XLSX sheet."


class FileTooLarge(Invalid):
    slug = "file-too-large"
    zh = "文件过大：最多 {megabytes} MB、{rows} 行。请分成几个文件导入。"
    en = "The file is too large: at most {megabytes} MB and {rows} rows. Import it in parts."


class SheetTooDemanding(Invalid):
    """A file that is small and grows without bounds when it is opened, or takes minutes to read."""

    slug = "sheet-too-demanding"
    zh = "打开这个表格要占用过多的内存或时间，没有读取。请另存为 CSV，或者只保留登记事项各列后重新上传。"
    en = "Opening this sheet takes too much memory or time; it was not read. Save it as CSV, or keep only its columns."


class SheetEmpty(Invalid):
    slug = "sheet-empty"
    zh, en = "表格里没有数据。", "There are no rows in the sheet."


class ColumnsMissing(Invalid):
    slug = "columns-missing"
    zh = "前十行里没有找到表头，缺少这些列：{columns}。"
    en = "No header was found in the first ten rows; these columns are missing: {columns}."


class ColumnMistaken(Invalid):
    """A date of issue is no founding date, and a person in charge need not be the legal representative."""

    slug = "column-mistaken"
    zh = "“{column}”不是“{meant}”，不能当作它导入。请补上“{meant}”一列（可以保留“{column}”），或者删去“{column}”。"
    en = "“{column}” is not “{meant}” and is not taken for it. Add a column “{meant}” beside it, or remove “{column}”."


class ColumnsUnknown(Invalid):
    """Nothing is refused for it; the person who sent the sheet should know what was not read."""

    slug = "columns-unknown"
    zh = "没有认出这些列，里面的内容没有读取：{zh}。需要的请改列名后重新上传。"
    en = "These columns were not recognised and not read: {en}. Rename those that you need and send the file again."


class CellEmpty(Invalid):
    slug = "cell-empty"
    zh, en = "“{column}”不能为空。", "“{column}” must not be empty."


class CellTooLong(Invalid):
    slug = "cell-too-long"
    zh, en = "“{column}”太长，最多 {most} 个字。", "“{column}” is too long: at most {most} characters."


class QuoteLeftOpen(Invalid):
    slug = "quote-left-open"
    zh = "“{column}”里有一个没有配对的双引号，这一行因此没有导入。请删去或补上引号；其他各行照常读取。"
    en = "“{column}” has a quotation mark without its partner, so this row was not read. Remove it or close it."


class LineBreakInCell(Invalid):
    slug = "line-break-in-cell"
    zh, en = "“{column}”里不能换行，请写成一行。", "“{column}” must stand on one line; remove the line break."


class CellHoldsError(Invalid):
    """What a spreadsheet shows where a formula failed; it is no value."""

    slug = "cell-holds-error"
    zh = "“{column}”里是公式错误 {text}，不是内容。请在表格里改正后，粘贴为数值。"
    en = "“{column}” holds the formula error {text}, not a value. Mend it in the sheet and paste the value."


class CodeStoredAsNumber(Invalid):
    slug = "uscc-stored-as-number"
    zh = "统一社会信用代码被表格存成了数字，末几位已经丢失。请把该列设为文本后重新填写。"
    en = "The sheet holds this credit code as a number and its last digits are lost. Format the column as text."


class KindUnknown(Invalid):
    slug = "kind-unknown"
    zh = "不认识的类型“{word}”，应为社会团体、社会服务机构（民办非企业单位）或基金会。"
    en = "“{word}” is not a kind of organisation: 社会团体, 社会服务机构 (民办非企业单位) or 基金会."


class StatusUnknown(Invalid):
    slug = "status-unknown"
    zh = "不认识的状态“{word}”，应为正常、限期停止活动、已注销、已撤销或已吊销。"
    en = "“{word}” is not a state: 正常, 限期停止活动, 已注销, 已撤销 or 已吊销."


class ExampleUnknown(Invalid):
    slug = "example-unknown"
    zh = "“示例”一列里的“{word}”不是本表登记事项的列名。整行都是示例的，写“示例”；只有几项是的，写列名，用顿号隔开。"
    en = (
        "“{word}” in the column 示例 is no head of a column of particulars. Write 示例 if the whole row is an example, "
        "or the heads of those that are, separated by 、."
    )


class StateDayImpossible(Invalid):
    slug = "state-day-impossible"
    zh = "状态日期{day}早于成立日期或者晚于今天，请核对。"
    en = "The day of the state, {day}, lies before the founding or in the future. Please check it."


class StreetMissing(Invalid):
    slug = "street-missing"
    zh = "登记册里还没有这个组织，需要填写镇（街道），或者在住所里写明。"
    en = "The register does not have this organisation yet: give its street or town, or name one in the address."


class DayUnreadable(Invalid):
    slug = "day-unreadable"
    zh = "看不懂日期“{text}”，请写明年、月、日，如 2017-07-01、2017年7月1日或 20170701。"
    en = "“{text}” cannot be read as a date. Write year, month and day: 2017-07-01, 2017年7月1日 or 20170701."


class RepeatedInFile(Invalid):
    slug = "repeated-in-file"
    zh, en = "与第 {row} 行的统一社会信用代码重复。", "The same credit code stands in row {row}."


class DiffersFromRegister(Invalid):
    slug = "differs-from-register"
    zh = "登记册里已有这个代码，但内容不同（{columns}）。没有选“表中内容与登记不同时，以表中为准更正”，所以没有改动。"
    en = (
        "The register has this code with other particulars ({columns}). It was left alone, for "
        "“Where the file differs from the register, correct the register” was not chosen."
    )


class StatusDiffers(Invalid):
    slug = "status-differs"
    zh = "登记册里该组织的状态是“{known_zh}”，表中是“{said_zh}”。状态不同，请按决定文号办理，导入不改动状态。"
    en = "The register says “{known_en}”, the sheet “{said_en}”. States change by a decision, not by an import."


class ImportNotFound(NotFound):
    slug = "import-not-found"
    zh, en = "没有找到这次导入。", "There is no such import."


class ImportAlreadyFinished(Conflict):
    slug = "import-already-finished"
    zh, en = "这次导入已经完成。", "This import is finished already."
