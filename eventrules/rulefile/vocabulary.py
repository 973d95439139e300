"""The names that every grammar may use without defining them: word shapes, verb forms, verb groups, features."""

from __future__ import annotations

NAME = r"[^\W\d]\w*(?:-\w+)*"
"""What names of rules, roles, phrases, lists and types look like."""

SHAPES = (
    "lowercase", "capitalized", "uppercase", "mixed-case", "number", "initial", "acronym", "mark", "break",
)  # fmt: skip
VERB_FORMS = ("base", "present", "past", "participle", "gerund")
VOICES = ("active", "passive")
FORMS = ("finite", "infinitive", "gerund", "participle")
VERB_TYPE = "verb"
TIME_TYPE = "time"
CLAUSE_TYPE = "clause"
"""What rules produce that find a verb and who it tells of, far apart: captures `SUBJECT` and `PREDICATE`."""

SUBJECT = "subject"
PREDICATE = "predicate"
SLOT = "slot"
"""The condition of a construction that holds only for frames with such a slot."""
MEMBER = "member"
"""The capture that holds each member of a coordination."""

PREPOSITION = "preposition"
"""The capture of the word that names the function of the complement behind it."""

COMPLEMENT = "complement"
SUPPORT = "support"
HAPPENING = "happening"
ABSORBED = "absorbed"
CLAUSE = "clause"
"""Captures of verbs around an event noun: “held talks”, “talks took place”, “talks to discuss it”, “flew there for talks”."""

OUTCOME = "outcome"
"""The capture of a verb that makes what follows from it as real as itself: “*voted* to appoint her”."""

LENGTH = "length"
"""The capture of how long an event takes: “a two-day visit”."""

PROSPECT = "prospect"
"""The capture of a noun that says what is to come of an event: “no *plans* for a visit”."""

TITLE = "title"
"""The function of what a mention's rule captured under this name: the office of a person who fills another role."""

HOME = "home"
"""The function of what a mention's rule captured under this name: the body that an office belongs to."""

HOMELAND = "homeland"
"""The function of whoever is at home where it happens: “*Norway's* parties prepared for the elections”."""

OUTSIDER = "outsider"
"""The function of whoever does something to an event without taking part in it: “*police* prevented a riot”."""

OWN_CAPTURES = (PREPOSITION, COMPLEMENT, SUPPORT, HAPPENING, ABSORBED, CLAUSE, OUTCOME, LENGTH, PROSPECT, TIME_TYPE)
"""Captures of constructions that are no grammatical functions: frames cannot name them."""

ELSEWHERE = ("told", "elsewhere")
"""The feature of what tells of an event only where the text tells of one of its type elsewhere: “the game” in a report of one."""

BEFORE = ("told", "before")
"""The feature of what points back to an event of its type that the text has told: “the arrest” after that."""

METADATA = ("note", "plover", "mode", "headline")
"""What may be noted about an event type, a rule or a frame."""

DOUBTS = ("planned", "expected", "likely", "possible", "proposed", "conditional")
"""The modalities that leave it open whether something happens, the firmest first."""

FEATURE_VALUES: dict[str, tuple[str, ...]] = {
    "tense": ("past", "present", "future", "none"),
    "view": ("past",),
    "aspect": ("progressive", "perfect", "habitual", "momentary"),
    "voice": VOICES,
    "form": FORMS,
    "modality": ("asserted", *DOUBTS, "denied"),
    "polarity": ("positive", "negative"),
    "status": ("occurred", "ongoing", "scheduled", "proposed", "cancelled", "postponed", "denied", "hypothetical"),
    "doer": ("outside", "there"),
    "told": ("elsewhere", "before"),
}
"""What a wording can say about an event."""


def built_in_names() -> tuple[str, ...]:
    """What `<name>` can be without a definition: `<capitalized>`, `<gerund>`, `<passive-finite-verb>`, …"""
    return (
        *SHAPES, *VERB_FORMS, "any", "word", "proper", "name-word", "unknown", "event-noun", "event-verb", "rule-word",
        VERB_TYPE, TIME_TYPE,
        *(f"{form}-verb" for form in FORMS), *(f"{voice}-verb" for voice in VOICES),
        *(f"{voice}-{form}-verb" for voice in VOICES for form in FORMS),
    )  # fmt: skip
