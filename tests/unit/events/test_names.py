"""Whom a surname or an office means in a document, and that it means nobody where it could be two."""

from __future__ import annotations

from datetime import date

import pytest

import eventrules

ORLOV, MARTIN = "Russian President Igor Orlov", "French President Jean Martin"


def visitor(extractor: eventrules.Extractor, text: str) -> str:
    """The name of who goes on the last visit of a text."""
    visits = [event for event in extractor.extract(text, published=date(2024, 3, 6)).events if isinstance(event, eventrules.Visit)]
    return visits[-1].visitor[0].name


class TestSurnames:
    @pytest.mark.parametrize("short", ["Green", "Ms Green", "Chancellor Green"])
    def test_a_surname_means_its_full_name_with_and_without_title(self, extractor: eventrules.Extractor, short: str):
        assert visitor(extractor, f"Robert Hall will meet Sara Green on Friday. {short} visited Rome.") == "Sara Green"

    @pytest.mark.parametrize("short", ["Green", "Ms Green"])
    def test_a_surname_of_two_persons_stays_what_it_is(self, extractor: eventrules.Extractor, short: str):
        assert visitor(extractor, f"Robert Green will meet Sara Green on Friday. {short} visited Rome.") == "Green"


class TestOffices:
    @pytest.mark.parametrize("office", ["The president", "The Russian president"])
    def test_an_office_means_who_holds_it(self, extractor: eventrules.Extractor, office: str):
        assert visitor(extractor, f"{ORLOV} met Ann Lee in Paris on Monday. {office} will visit Rome in May.") == "Igor Orlov"

    def test_an_office_that_two_hold_means_nobody(self, extractor: eventrules.Extractor):
        assert visitor(extractor, f"{ORLOV} met {MARTIN} in Paris on Monday. The president will visit Rome in May.") == "president"

    def test_a_country_tells_which_of_two(self, extractor: eventrules.Extractor):
        text = f"{ORLOV} met {MARTIN} in Paris on Monday. The French president will visit Rome in May."
        assert visitor(extractor, text) == "Jean Martin"
