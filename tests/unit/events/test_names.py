"""Whom surnames, offices, acronyms and pronouns mean in a document, and that they mean nobody where it could be two."""

from __future__ import annotations

from datetime import date

import pytest

import eventrules

WHO = ("visitor", "participants", "parties")

SURNAMES = [
    ("Robert Hall will meet Sara Green on Friday. Ms Green visited Rome.", "Sara Green"),
    ("Robert Green will meet Sara Green on Friday. Mr Green visited Rome.", "Robert Green"),
    ("Robert Green will meet Sara Green on Friday. Mrs Green visited Rome.", "Sara Green"),
    ("Robert Green met Ann Lee. Later Sara Green met Bo Kim. Green will visit Rome.", "Sara Green"),
    ("Robert Green met Ann Lee. Later Sara Green met Bo Kim. Green and Lee will visit Rome.", "Robert Green | Ann Lee"),
    (
        "Defence Minister Robert Green met Ann Lee. Ambassador Paul Green met Bo Kim. Defence Minister Green will visit Rome.",
        "Robert Green",
    ),
    ("Walid Al-Sabri met Ann Lee on Monday. Sabri will visit Rome in May.", "Walid Al-Sabri"),
    ("Yoon Ji-ho met Ann Lee on Monday. Yoon will visit Rome in May.", "Yoon Ji-ho"),
    ("William Foster met Ann Lee on Monday. Bill Foster will visit Rome in May.", "William Foster"),
    ("Bill Foster met Ann Lee on Monday. William Foster will visit Rome in May.", "William Foster"),
    ("Bill Foster met Ann Lee on Monday. Robert Foster will visit Rome in May.", "Robert Foster"),
]

OFFICES = [
    ("US Secretary of State Dana Whitmore met Bo Kim. The American secretary of state will visit Rome in May.", "Dana Whitmore"),
    ("Dana Whitmore, the US secretary of state, met Bo Kim. The secretary of state will visit Rome in May.", "Dana Whitmore"),
    ("Norwegian Foreign Minister Erik Sand met Bo Kim. The deputy foreign minister will visit Rome in May.", "deputy foreign minister"),
    ("Norwegian Foreign Minister Erik Sand met Bo Kim. The defence minister will visit Rome in May.", "defence minister"),
    ("Norwegian Foreign Minister Erik Sand met Bo Kim. A foreign minister will visit Rome in May.", "foreign minister"),
    ("Norwegian Foreign Minister Erik Sand met Bo Kim. The minister will visit Rome in May.", "Erik Sand"),
    ("Former president Erik Sand met Bo Kim. The president will visit Rome in May.", "president"),
    ("Prime Minister Erik Sand met Bo Kim. The premier will visit Rome in May.", "Erik Sand"),
    ("Premier Erik Sand met Bo Kim. The prime minister will visit Rome in May.", "Erik Sand"),
    ("The new envoy, Ana Rojas, met Bo Kim. The envoy will visit Rome in May.", "Ana Rojas"),
    (
        "Norway's foreign minister, Erik Sand, spoke for an hour. The rain fell. The Norwegian foreign minister will visit Rome in May.",
        "Erik Sand",
    ),
]

BODIES = [
    ("Members of the Baltic Trade Council (BTC) met in Riga. The BTC will meet Ann Lee on Friday.", "Baltic Trade Council | Ann Lee"),
    ("The Baltic Trade Council (BTC) will meet Ann Lee on Friday.", "Baltic Trade Council | Ann Lee"),
    ("The BTC will meet Ann Lee on Friday.", "BTC | Ann Lee"),
    ("The Norwegians will meet the Chileans in Lima on Friday.", "Norway | Chile"),
]

PRONOUNS = [
    ("Ann Lee spoke in Oslo. She will visit Rome in May.", "Ann Lee"),
    ("Ann Lee met Robert Hall in Oslo. He will visit Rome in May.", "Robert Hall"),
    ("Ann Lee met Robert Hall in Oslo. She will visit Rome in May.", "Ann Lee"),
    ("Robert Hall met Paul Novak in Oslo. She will visit Rome in May.", "She"),
    ("Ann Lee and Robert Hall spoke in Oslo. He will visit Rome in May.", "Robert Hall"),
    ("Ann Lee and Robert Hall spoke in Oslo. They will visit Rome in May.", "Ann Lee and Robert Hall"),
    ("Officials spoke in Oslo. He will visit Rome in May.", "He"),
    ("Robert Hall spoke in Oslo. The weather was bad. He will visit Rome in May.", "Robert Hall"),
    ("Robert Hall spoke in Oslo. The weather was bad. So was the food. It rained. He will visit Rome in May.", "He"),
    ("Robert Hall met Paul Novak in Oslo. The two will meet again on Friday.", "Robert Hall and Paul Novak"),
    ("Robert Hall met Paul Novak in Oslo. The pair will visit Rome on Friday.", "Robert Hall and Paul Novak"),
    ("Robert Hall met Paul Novak in Oslo. Both men will visit Rome on Friday.", "Robert Hall and Paul Novak"),
    ("Norway and Chile signed a treaty on Monday. The two sides will meet in Lima on Friday.", "Norway and Chile"),
    ("Norway and Chile signed a treaty on Monday. Both sides will meet in Lima on Friday.", "Norway and Chile"),
    ("Norway and Chile signed a treaty on Monday. The two countries will hold talks in Lima on Friday.", "Norway and Chile"),
    ("Robert Hall met Paul Novak in Oslo. The two countries will hold talks in Lima on Friday.", "two countries"),
    ("Norway, Chile and Peru signed a treaty on Monday. The two sides will meet in Lima on Friday.", "two sides"),
    ("Two envoys will meet in Lima on Friday.", "Two envoys"),
    ("Robert Hall met Paul Novak in Oslo. The former will visit Rome in May.", "Robert Hall"),
    ("Robert Hall met Paul Novak in Oslo. The latter will visit Rome in May.", "Paul Novak"),
    ("The Nordic Council spoke of a crisis. It will meet in Oslo on Friday.", "Nordic Council"),
    ("Erik Sand, who will visit Rome in May, is well.", "Erik Sand"),
    ("Robert Hall said he will visit Rome in May.", "Robert Hall"),
    ("President Igor Orlov said that Ann Lee was ill. He will visit Rome in May.", "Igor Orlov"),
]


def fillers(extractor: eventrules.Extractor, text: str) -> list[eventrules.Mention]:
    """Who takes part in the event that a text tells last."""
    mentions = [mention for event in extractor.extract(text, published=date(2024, 3, 6)).events for mention in event.mentions]
    last = max(mentions, key=lambda mention: mention.trigger.span.start)
    return [filler for role, found in last.roles if role in WHO for filler in found]


@pytest.mark.parametrize(("text", "names"), [*SURNAMES, *OFFICES, *BODIES, *PRONOUNS], ids=lambda value: str(value)[-60:])
def test_names_of_who_takes_part(extractor: eventrules.Extractor, text: str, names: str):
    assert " | ".join(filler.name for filler in fillers(extractor, text)) == names


ORLOV, MARTIN = "Russian President Igor Orlov", "French President Jean Martin"


class TestOfTwo:
    @pytest.mark.parametrize(
        ("filler", "name"),
        [
            ("The president", "president"),
            ("The French president", "Jean Martin"),
            ("The president of Russia", "Igor Orlov"),
            ("The two presidents", "Igor Orlov and Jean Martin"),
            ("President Martin", "Jean Martin"),
        ],
    )
    def test_a_country_or_a_name_tells_which(self, extractor: eventrules.Extractor, filler: str, name: str):
        text = f"{ORLOV} met {MARTIN} in Paris on Monday. {filler} will visit Rome in May."
        assert [found.name for found in fillers(extractor, text)] == [name]

    @pytest.mark.parametrize("short", ["Green", "Envoy Green"])
    def test_a_surname_that_two_have_in_one_sentence_stays_what_it_is(self, extractor: eventrules.Extractor, short: str):
        text = f"Robert Green will meet Sara Green on Friday. {short} visited Rome."
        assert [found.name for found in fillers(extractor, text)] == ["Green"]


class TestOneWordOfABody:
    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("Nordlys Bank fired its chairman. Nordlys signed a deal with Ann Lee.", ["Nordlys Bank, organization", "Ann Lee, person"]),
            ("The House of Commons met on Monday. The House met again on Friday.", ["House of Commons, organization"]),
            ("The Senate Budget Committee met on Monday. The Senate met on Friday.", ["Senate, organization"]),
            ("Ann Nordlys owns Nordlys Bank. Nordlys visited Rome.", ["Ann Nordlys, person"]),
            ("Nordlys Bank and Nordlys Oil opened. Nordlys visited Rome.", ["Nordlys, person"]),
        ],
    )
    def test_means_the_body_where_the_document_names_it(self, extractor: eventrules.Extractor, text: str, told: list[str]):
        assert [f"{filler.name}, {filler.type}" for filler in fillers(extractor, text)] == told


class TestWhatIsTold:
    @pytest.mark.parametrize(
        ("text", "countries"),
        [
            ("Norway and Chile signed a treaty.", ["NO", "CL"]),
            ("The Norwegian envoy met the US ambassador.", ["NO", "US"]),
            ("Norwegian Foreign Minister Erik Sand met Bo Kim.", ["NO", None]),
            ("Erik Sand met ministers from Norway and Chile.", [None, None]),
            ("The South Korean minister visited Rome.", ["KR"]),
        ],
    )
    def test_the_country_of_a_filler(self, extractor: eventrules.Extractor, text: str, countries: list[str | None]):
        assert [filler.country for filler in fillers(extractor, text)] == countries

    def test_a_pronoun_says_whom_it_stands_for(self, extractor: eventrules.Extractor):
        [both] = fillers(extractor, "Robert Hall met Paul Novak in Oslo. The two will meet again on Friday.")
        assert (both.text, both.stands_for, both.is_resolved) == ("two", ("Robert Hall", "Paul Novak"), True)

    def test_a_pronoun_that_could_be_anybody_says_so(self, extractor: eventrules.Extractor):
        [she] = fillers(extractor, "Robert Hall met Paul Novak in Oslo. She will visit Rome in May.")
        assert (she.name, she.stands_for, she.is_resolved) == ("She", (), False)

    def test_a_name_is_always_known(self, extractor: eventrules.Extractor):
        [name] = fillers(extractor, "Robert Hall visited Rome.")
        assert (name.stands_for, name.is_resolved) == ((), True)
