"""Places time expressions on the calendar, seen from the publication date.

The decisions are explained, each with an example, in `docs/dates.md`. How each kind of expression is placed stands in
`naming` (what names a place on the calendar), `relating` (what is counted from another time) and `measuring` (lengths,
repetitions and vague times).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

from eventrules.errors import TimeExpressionError, TimeResolutionError
from eventrules.model.times import Direction, TimeValue
from eventrules.timex import expressions as e
from eventrules.timex import measuring, naming, relating
from eventrules.timex.context import Context, Story, place

__all__ = ["KINDS", "resolve", "resolve_both"]

E = TypeVar("E", bound=e.TimeExpression)
T = TypeVar("T")

KINDS = (*naming.KINDS, *relating.KINDS, *measuring.KINDS)
"""Every kind of expression that can be placed."""


def resolve(
    expression: e.TimeExpression,
    *,
    anchor: date,
    direction: Direction = Direction.UNKNOWN,
    story: Story | None = None,
) -> TimeValue:
    """Place a time expression on the calendar, seen from the anchor.

    Args:
        anchor: publication date, in the document's own calendar day; of an aware datetime, its day and its zone.
        direction: where the clause looks; decides bare weekdays, months and days without a year.
        story: what the text last spoke of, for “the following day”; nothing when left out.

    Returns:
        a half-open interval at the expression's granularity, without start and end where the words leave it open.

    Raises:
        TimeResolutionError: the interval leaves the years 1 to 9999.
    Source: TIMEX3 values, TimeML 1.2.1.

    >>> resolve(e.Weekday(4), anchor=date(2024, 3, 6), direction=Direction.FUTURE).start
    datetime.date(2024, 3, 8)
    """
    return _placed(place, expression, anchor, direction, story)


def resolve_both(
    expression: e.TimeExpression, *, anchor: date, direction: Direction = Direction.UNKNOWN, story: Story | None = None
) -> tuple[TimeValue, ...]:
    """Place the two times that a range or an alternative is made of; any other expression has none.

    Arguments and errors are those of `resolve`.

    >>> [time.start.day for time in resolve_both(e.Range(e.Weekday(4), e.Weekday(0)), anchor=date(2024, 3, 6)) if time.start]
    [1, 4]
    """
    inner, side = (expression.of, expression.side) if isinstance(expression, e.Directed) else (expression, None)
    if not isinstance(inner, (e.Range, e.Either)):
        return ()
    return _placed(lambda of_two, context: relating.both(of_two, context, side), inner, anchor, direction, story)


def _placed(how: Callable[[E, Context], T], expression: E, anchor: date, direction: Direction, story: Story | None) -> T:
    moment = anchor if isinstance(anchor, datetime) else None
    day = anchor.date() if isinstance(anchor, datetime) else anchor
    context = Context(day, direction, story or {}, moment, moment.tzinfo if moment else None)
    try:
        return how(expression, context)
    except TimeResolutionError:
        raise
    except TimeExpressionError as error:
        raise TimeResolutionError(str(error)) from None
    except (OverflowError, ValueError):
        raise TimeResolutionError(f"a time seen from {day} leaves the years 1 to 9999") from None
