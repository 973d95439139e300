"""Whom a sentence names: titles, offices, groups, coordination and appositions, with their exact words."""

from __future__ import annotations

from datetime import date

import pytest

import eventrules

SENTENCES = [
    ("US Secretary of State Dana Whitmore met Bo Kim.", "US Secretary of State Dana Whitmore|Bo Kim"),
    ("Dana Whitmore, the US secretary of state, met Bo Kim.", "Dana Whitmore|Bo Kim"),
    ("Former prime minister Erik Sand met Bo Kim.", "Former prime minister Erik Sand|Bo Kim"),
    ("Queen Margarethe II met Bo Kim.", "Queen Margarethe II|Bo Kim"),
    ("Frederik de Klerk met Ahmed bin Salman.", "Frederik de Klerk|Ahmed bin Salman"),
    ("Lina van der Meer met Walid al-Assad.", "Lina van der Meer|Walid al-Assad"),
    ("Yoon Ji-ho met Kim Sang-chul.", "Yoon Ji-ho|Kim Sang-chul"),
    ("Li Wenhao met Kate O'Neill.", "Li Wenhao|Kate O'Neill"),
    ("Senior officials from the United States and North Korea met in Oslo.", "Senior officials from the United States and North Korea"),
    ("About 150 firefighters met the mayor.", "About 150 firefighters|mayor"),
    ("The top aide to the North Korean leader met Bo Kim.", "top aide to the North Korean leader|Bo Kim"),
    ("Two suspected militants met Bo Kim.", "Two suspected militants|Bo Kim"),
    ("Foreign ministers of the G7 met in Oslo.", "Foreign ministers of the G7"),
    ("Presidents Holt and Berg met in Oslo.", "Presidents Holt|Berg"),
    ("Both sides met in Oslo.", "Both sides"),
    ("The two leaders met in Oslo.", "two leaders"),
    (
        "French President Louise Martin and German Chancellor Karl Weber met in Paris.",
        "French President Louise Martin|German Chancellor Karl Weber",
    ),
    ("The African Union (AU) met in Addis Ababa.", "African Union (AU)"),
    ("The Seoul-based newspaper Hanbit Ilbo met Bo Kim.", "Seoul-based newspaper Hanbit Ilbo|Bo Kim"),
    ("Ministers from Norway, Chile and Peru met in Lima.", "Ministers from Norway, Chile and Peru"),
    (
        "Opposition leader Karl Holm met members of the Social Democratic Party.",
        "Opposition leader Karl Holm|members of the Social Democratic Party",
    ),
    ("The Norwegian foreign minister, Erik Sand, met his Chilean counterpart, Ana Rojas.", "Erik Sand|Ana Rojas"),
    ("EU foreign policy chief Marta Silva met Iran's foreign minister.", "EU foreign policy chief Marta Silva|Iran's foreign minister"),
    ("Pope Linus met President Ana Rojas of Chile.", "Pope Linus|President Ana Rojas of Chile"),
    ("Chief Executive Tom Hale met workers' representatives.", "Chief Executive Tom Hale|workers' representatives"),
    ("A delegation led by Erik Sand met Bo Kim.", "delegation led by Erik Sand|Bo Kim"),
    ("The chairman of the Joint Chiefs of Staff met Bo Kim.", "chairman of the Joint Chiefs of Staff|Bo Kim"),
    ("Israeli Prime Minister Dov Katz met Palestinian leaders.", "Israeli Prime Minister Dov Katz|Palestinian leaders"),
    ("The president's special representative, Ann Lee, met tribal elders.", "Ann Lee|tribal elders"),
    ("Sen. Joe Hardy, R-Ohio, met Bo Kim.", "Sen. Joe Hardy|Bo Kim"),
    ("King Haakon and Queen Sonja met Bo Kim.", "King Haakon|Queen Sonja|Bo Kim"),
    ("Mr. Holt met Mrs. Berg.", "Mr. Holt|Mrs. Berg"),
    ("Gov. Ann Lee met Rep. Bo Kim.", "Gov. Ann Lee|Rep. Bo Kim"),
    ("South Korean President Yoon Ji-ho's envoy met Bo Kim.", "South Korean President Yoon Ji-ho's envoy|Bo Kim"),
    ("The head of the World Bank met Bo Kim.", "head of the World Bank|Bo Kim"),
    ("Hundreds of farmers met the minister of agriculture.", "Hundreds of farmers|minister of agriculture"),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_participants_have_their_exact_words(extractor: eventrules.Extractor, text: str, expected: str):
    """The fillers are written with a bar between each two."""
    events = [event for event in extractor.extract(text, published=date(2024, 3, 6)).events if event.type == "Meeting"]
    found = [mention for event in events for mention in event.role("participants")]
    assert "|".join(mention.text for mention in found) == expected
    assert all(text[mention.span.start : mention.span.end] == mention.text for mention in found)
