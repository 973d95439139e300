"""Writes text in the manner of the news, of our own making and the same for the same seed: something to measure on."""

from __future__ import annotations

import random
from datetime import date, timedelta

SURNAMES = [
    "Lindqvist",
    "Tadic",
    "Vogel",
    "Petrov",
    "Holm",
    "Sand",
    "Moreau",
    "Okafor",
    "Barros",
    "Nakata",
    "Ferrante",
    "Duda",
    "Achterberg",
    "Salim",
    "Reyes",
    "Kovac",
]
FIRST_NAMES = [
    "Anna",
    "Marko",
    "Greta",
    "Ilija",
    "Karl",
    "Erik",
    "Claire",
    "Chidi",
    "Paulo",
    "Yuki",
    "Marta",
    "Jan",
    "Sofia",
    "Omar",
    "Lucia",
    "Ivan",
]
PLACES = [
    "Berlin",
    "Paris",
    "Rome",
    "Tokyo",
    "Cairo",
    "Oslo",
    "Vienna",
    "Geneva",
    "Nairobi",
    "Lima",
    "Madrid",
    "Ankara",
    "Delhi",
    "Jakarta",
]
COUNTRIES = ["Germany", "France", "Italy", "Japan", "Egypt", "Norway", "Austria", "Kenya", "Peru", "Spain", "Turkey", "India", "Indonesia"]
OFFICES = ["Foreign Minister", "Prime Minister", "President", "Defence Minister", "Chancellor", "Trade Minister"]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
GOODS = ["wheat", "steel", "copper", "timber", "coffee", "gas", "oil", "cars", "textiles", "medicine"]

HAPPENINGS = [
    "{office} {name} is expected to meet {other} in {place} on {day}, officials said.",
    "{name} and {other} held talks on {good} exports in {place} last week.",
    "A meeting between {office} {name} and {other} will take place in {place} on {day}.",
    "{country} and {country2} signed an agreement on {good} in {place} in {month} {year}.",
    "{name} will visit {place} next month, the ministry said in a statement.",
    "{name} spoke with {other} by telephone on {day} about the crisis.",
    "{office} {name} cancelled a trip to {country} after the storm.",
    "The two sides have yet to agree on a date, said {name}, who met reporters in {place} on {day}.",
]

BACKGROUND = [
    "Prices of {good} rose by {number} percent in {month}, the statistics office of {country} said.",
    "The storm damaged {number} houses and left roads to {place} under water.",
    "“We have seen nothing like it in {number} years,” said {name}, a shopkeeper in {place}.",
    "Shares of makers of {good} fell {number} percent on {day}, the lowest level since {month} {year}.",
    "The court in {place} heard {number} witnesses; a ruling is not likely before {month}.",
    "Some {number},000 people live along the river, most of them in small towns without a hospital.",
    "The company, which sells {good} in {country} and {country2}, employs {number} people.",
    "It was the third defeat in a row for the team from {place}, which led by {number} points at the break.",
    "Analysts had expected a smaller rise, and the bank warned that the year would be hard.",
    "The film, shot in {country} over two summers, tells of a family that loses its farm.",
]


def article(chance: random.Random) -> str:
    """One article: a headline and some paragraphs, every third sentence about a happening."""
    paragraphs = [f"{chance.choice(COUNTRIES)} and {chance.choice(GOODS)}: the week in {chance.choice(PLACES)}"]
    for _ in range(chance.randint(4, 9)):
        sentences = [chance.choice(HAPPENINGS if chance.random() < 0.3 else BACKGROUND) for _ in range(chance.randint(2, 4))]
        paragraphs.append(" ".join(_filled(sentence, chance) for sentence in sentences))
    return "\n\n".join(paragraphs) + "\n"


def _filled(sentence: str, chance: random.Random) -> str:
    def name() -> str:
        return f"{chance.choice(FIRST_NAMES)} {chance.choice(SURNAMES)}"

    return sentence.format(
        office=chance.choice(OFFICES), name=name(), other=name(), place=chance.choice(PLACES), country=chance.choice(COUNTRIES),
        country2=chance.choice(COUNTRIES), day=chance.choice(WEEKDAYS), month=date(2024, chance.randint(1, 12), 1).strftime("%B"),
        year=chance.randint(2001, 2023), good=chance.choice(GOODS), number=chance.randint(2, 900),
    )  # fmt: skip


def articles(size: int, *, seed: int = 1) -> list[tuple[str, date]]:
    """Texts of at least so many bytes in all, each with its publication date."""
    chance = random.Random(seed)
    found: list[tuple[str, date]] = []
    while size > 0:
        text = article(chance)
        found.append((text, date(2024, 1, 1) + timedelta(days=chance.randint(0, 365))))
        size -= len(text.encode())
    return found
