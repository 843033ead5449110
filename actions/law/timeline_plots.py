"""The plots of the timeline page (SVG): a fee or a time limit as a line over the years."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from html import escape

from actions import formats
from actions.law.procedure_rows import AREAS_OF_LIMITS
from actions.law.timeline_spans import Span, limit_in
from actions.law.timeline_words import HORIZON, LANGUAGE, period

_WIDTH, _HEIGHT, _LEFT, _BOTTOM, _TOP = 960, 210, 92, 28, 14


def fee_plot(spans: Sequence[Span]) -> str:
    """Return the plot of a fee in dong: in person, online, online with the waiver."""
    known = [(span, span.fee) for span in spans if span.fee]
    drawn = {
        "a": [(span, fee.in_person) for span, fee in known],
        "b": [(span, fee.online) for span, fee in known],
        "c": [(span, fee.online_waiver.amount if fee.online_waiver else None) for span, fee in known],
    }
    return _plot(drawn, spans[0].first, 20_000, lambda amount: formats.money(amount, "VND", LANGUAGE))


def limit_plot(spans: Sequence[Span]) -> str:
    """Return the plot of a time limit in days, a line for each area."""
    drawn = {
        style: [(span, row.days if (row := limit_in(span, area)) else None) for span in spans]
        for style, area in zip("abc", AREAS_OF_LIMITS, strict=True)
    }
    return _plot(drawn, spans[0].first, 10, lambda number: f"{number} ngày")


def _plot(
    drawn: Mapping[str, Sequence[tuple[Span, int | None]]], start: date, tick: int, words: Callable[[int], str]
) -> str:
    """A plot of one to three lines ("a", "b", "c" of the style sheet) over ticks of a round size."""
    highest = max((value for points in drawn.values() for _, value in points if value is not None), default=0)
    top = max((highest // tick + 1) * tick, tick)
    lines = [_steps(points, style, start, top, words) for style, points in drawn.items()]
    return _frame(start, top, range(0, top + 1, tick), lines, words)


def _x(day: date, start: date) -> float:
    return _LEFT + (day - start).days / (HORIZON - start).days * (_WIDTH - _LEFT - 10)


def _y(value: float, top: int) -> float:
    return _HEIGHT - _BOTTOM - value / top * (_HEIGHT - _BOTTOM - _TOP)


def _steps(
    points: Sequence[tuple[Span, int | None]], style: str, start: date, top: int, words: Callable[[int], str]
) -> str:
    """One line of a plot: level while a value holds, upright where the next one joins it, broken where none is."""
    drawn = []
    path = ""
    for span, value in points:
        if value is None:
            path += " "
            continue
        # Lines that lie on one another stay visible: each is drawn a little lower than the one before.
        y = _y(value, top) + {"a": 0, "b": 3, "c": 6}[style]
        left, right = _x(span.first, start), _x(span.last, start)
        path += f"{'L' if path and not path.endswith(' ') else 'M'}{left:.1f},{y:.1f}L{right:.1f},{y:.1f}"
        tip = escape(f"{words(value)}: {period(span.first, span.last)}")
        drawn.append(
            f'<rect x="{left:.1f}" y="{y - 7:.1f}" width="{max(right - left, 1):.1f}" height="14" '
            f'fill="transparent"><title>{tip}</title></rect>'
        )
    return f'<path class="{style}" d="{path.strip()}"/>' + "".join(drawn)


def _frame(start: date, top: int, ticks: Iterable[int], lines: Sequence[str], words: Callable[[int], str]) -> str:
    parts = [f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">']
    for tick in ticks:
        y = _y(tick, top)
        parts.append(f'<line class="g" x1="{_LEFT}" x2="{_WIDTH - 10}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{words(tick)}</text>')
    step = 1 if HORIZON.year - start.year < 15 else 3
    for year in range(start.year, HORIZON.year + 1, step):
        day = max(date(year, 1, 1), start)
        parts.append(f'<line class="g" x1="{_x(day, start):.1f}" x2="{_x(day, start):.1f}" y1="{_TOP}" ')
        parts.append(f'y2="{_HEIGHT - _BOTTOM}"/><text x="{_x(day, start):.1f}" y="{_HEIGHT - 8}">{year}</text>')
    return "".join([*parts, *lines, "</svg>"])
