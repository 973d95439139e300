"""Who is cited for an event: whoever tells it, and nobody who only speaks at it or says something else."""

from __future__ import annotations

from datetime import date

import pytest

import eventrules

EXTRACTOR = eventrules.Extractor.from_grammars()
PUBLISHED = date(2024, 3, 6)

TOLD = (
    ("Ann Lee said Norway would sign a treaty with Chile.", "Agreement", ["Ann Lee"]),
    ("Norway will sign a treaty with Chile, Ann Lee said on Monday.", "Agreement", ["Ann Lee"]),
    ("Norway will sign a treaty with Chile, she said.", "Agreement", ["she"]),
    ("Norway, officials said, will sign a treaty with Chile.", "Agreement", ["officials"]),
    ('"Norway will sign a treaty with Chile," said Bo Kim.', "Agreement", ["Bo Kim"]),
    ("Norway signed a treaty with Chile, according to a spokesman.", "Agreement", ["spokesman"]),
    ("According to reports, Norway signed a treaty with Chile.", "Agreement", ["reports"]),
    ("Norway signed a treaty with Chile, the daily said, citing an unnamed official.", "Agreement", ["unnamed official"]),
    ("The agency Norpress quoted Bo Kim as saying that Norway signed a treaty.", "Agreement", ["agency Norpress", "Bo Kim"]),
    ('"Norway will sign a treaty with Chile," the agency Norpress quoted Bo Kim as saying.', "Agreement", ["agency Norpress", "Bo Kim"]),
    ("Rebels attacked Mosul, the army alleged.", "Attack", ["army"]),
    ("Ann Lee, who was in Oslo on Monday, said Norway would sign a treaty.", "Agreement", ["Ann Lee"]),
    ("Sources familiar with the plan said Norway would sign a treaty.", "Agreement", ["Sources"]),
    ("Bo Kim, tired of waiting, said he would sign a treaty with Chile.", "Agreement", ["Bo Kim"]),
    ("Ann Lee said after talks in Oslo that Norway would sign a treaty.", "Agreement", ["Ann Lee"]),
)

NOT_TOLD = (
    ("Ann Lee said after talks with Bo Kim that the weather was fine.", "Meeting"),
    ("Ann Lee told reporters during a visit to Oslo that she was happy.", "Visit"),
    ("Ann Lee met Bo Kim in Oslo and said that she was happy.", "Meeting"),
    ("After a visit to Oslo, Ann Lee said prices were too high.", "Visit"),
    ('"Prices are too high," said Bo Kim, who met Ann Lee on Monday.', "Meeting"),
)


def sources(text: str, event_type: str) -> list[str]:
    """The words of whoever is cited for the first event of a type."""
    event = next(event for event in EXTRACTOR.extract(text, published=PUBLISHED).events if event.type == event_type)
    return [mention.text for mention in event.role("source")]


class TestSources:
    @pytest.mark.parametrize(("text", "event_type", "expected"), TOLD, ids=[text for text, _, _ in TOLD])
    def test_who_tells_an_event_is_cited_for_it(self, text: str, event_type: str, expected: list[str]) -> None:
        assert sources(text, event_type) == expected

    @pytest.mark.parametrize(("text", "event_type"), NOT_TOLD, ids=[text for text, _ in NOT_TOLD])
    def test_who_speaks_of_something_else_is_not_cited(self, text: str, event_type: str) -> None:
        assert sources(text, event_type) == []
