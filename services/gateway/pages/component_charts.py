"""Every chart in every state, for the page of components: long labels, all tones, one point, nothing at all."""

from datetime import timedelta

from services.gateway.engine.charts import TONES, Bars, Chart, Lines, Point, Series
from services.gateway.engine.page import Page
from services.gateway.engine.timeline import Mark, TimelineChart, Track
from services.gateway.i18n import N_

LONG = N_("登记管理机关责令限期整改期满后仍未完成整改并且无法通过登记的住所取得联系的社会服务机构")


def sample_charts(page: Page) -> list[Chart | TimelineChart]:
    """What the page of components shows below each other."""
    labels = (page.say(N_("社会团体")), page.say(LONG), page.say(N_("基金会")))
    names = [page.say(label) for label in (N_("已拨付"), N_("自动重试中"), N_("已冻结"), N_("待拨付"))]
    bars = [Point(label, value, "#") for label, value in zip(labels, (301, 465, 3), strict=True)]
    stacks = [
        Series(name, [Point(label, value) for label, value in zip(labels, values, strict=True)], tone)
        for name, tone, values in zip(names, TONES, ((98_450_000, 4_000_000, 0), (0, 1, 8_000_000),
                                                     (1_200_000, 500_000, 0), (24_550_000, 0, 9_000_000)), strict=True)
    ]  # fmt: skip
    lines = [
        Series(name, [Point(str(2004 + n), (n * step) % 90) for n in range(23)], tone)
        for name, tone, step in zip(names, TONES, (4, 7, 3, 13), strict=True)
    ]
    one = [Series(names[0], [Point("2026", 12)])]
    number, money, empty, of = page.formats.number, page.formats.money, page.say(N_("没有数字")), page.say(N_("类别"))
    return [
        Bars(
            id="c-bars", title=page.say(N_("条形图")), of=of, series=[Series(names[0], bars)], unit=number, empty=empty
        ),
        Bars(id="c-stacks", title=page.say(N_("堆叠条形图")), of=of, series=stacks, unit=money, empty=empty),
        Lines(id="c-lines", title=page.say(N_("折线图")), of=of, series=lines, unit=number, empty=empty),
        Lines(id="c-line", title=page.say(N_("只有一点的折线图")), of=of, series=one, unit=number, empty=empty),
        _timeline(page, labels, names),
        Bars(id="c-none", title=page.say(N_("没有数字的图")), of=of, series=[], unit=number, empty=empty),
    ]


def _timeline(page: Page, labels: tuple[str, ...], names: list[str]) -> TimelineChart:
    days = [page.visit.now + timedelta(days=n) for n in range(15)]
    short = page.formats.day
    given = {0: (12, "danger"), 1: (1, "brand"), 2: (128, "brand"), 9: (3, "warn"), 14: (7, "plain")}
    marks = [Mark(days[n], short(days[n]), count, tone) for n, (count, tone) in given.items()]
    return TimelineChart(
        id="c-timeline",
        title=page.say(N_("时间轴")),
        of=page.say(N_("类别")),
        when=page.say(N_("日期")),
        counted=page.say(N_("到期事项")),
        tracks=[Track(labels[0], marks, "#"), Track(labels[1], marks[1:3])],
        start=days[0],
        end=days[-1],
        ticks=[(day, page.formats.day_of_month(day)) for day in days],
        tones=dict(zip(TONES, names, strict=True)),
        unit=page.formats.number,
        empty=page.say(N_("没有到期事项")),
        note=page.say(N_("说明文字。")),
    )
