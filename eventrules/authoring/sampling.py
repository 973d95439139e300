"""Makes up sentences that a rule, a frame or a phrase generates: what it matches, seen from the other side."""

from __future__ import annotations

import random

import attrs

from eventrules.authoring.framing import frame_words
from eventrules.authoring.pieces import Pieces
from eventrules.authoring.wording import NothingToSayError, RuleWriter, Writer, is_odd, sentence, spelled
from eventrules.errors import UnknownNameError, wrong_type
from eventrules.events.candidates import Trace
from eventrules.examples import UNDATED
from eventrules.extractor import Extractor
from eventrules.rulefile import definitions as d

Owner = d.Rule | d.Frame | d.Phrase


@attrs.frozen(kw_only=True)
class Sample:
    """A made-up sentence, or the words of a phrase, a mention or a time.

    Attributes:
        text: the words.
        source: the name of the rule, frame or phrase, as results call it.
        produces: what it makes of the words: an event type, a mention type, a time category; None for a phrase.
        roles: what fills the roles of an event, in the order of the text.
    """

    text: str
    source: str
    produces: str | None
    roles: tuple[tuple[str, str], ...] = ()


class Sampler:
    """Makes up sentences for one loaded grammar.

    >>> sampler = Sampler(Extractor.from_grammars())
    >>> [sample.text for sample in sampler.samples("speaking-by-phone", count=1, seed=4)][0].endswith(".")
    True
    """

    def __init__(self, extractor: Extractor) -> None:
        self.extractor = extractor
        self.grammar = extractor.grammar.grammar
        self.pieces = Pieces(extractor)

    def samples(self, name: str, *, count: int = 10, seed: int = 0, misread: bool = False) -> tuple[Sample, ...]:
        """Different sentences of everything of that name, the same for the same seed.

        Sentences of event rules and frames are those in which the rule, or a better one, finds the event.

        Args:
            name: of a rule, a time rule or a phrase, a trigger of frames ("meet"), or a frame's name ("verb meet").
            count: how many; fewer where there are no more.
            seed: another seed gives other sentences.
            misread: the other sentences instead, in which the rest of the grammar reads something else.

        Raises:
            UnknownNameError: nothing has that name.
            NothingToSayError: it has a part for which no word is known.
        """
        owners = self.owners(name)
        generator = random.Random(f"{seed} {name}")
        found: dict[str, Sample] = {}
        failure: NothingToSayError | None = None
        for _ in range(count * _TRIES):
            try:
                sample = self.sample(generator.choice(owners), generator)
            except NothingToSayError as fault:
                failure = fault
                continue
            if sample.text not in found and self._is_misread(sample) == misread:
                found[sample.text] = sample
            if len(found) == count:
                break
        if not found and failure is not None:
            raise failure
        return tuple(found.values())

    def _is_misread(self, sample: Sample) -> bool:
        return sample.produces in self.grammar.events and self.finder_of(sample) is None

    def sample(self, owner: Owner, generator: random.Random) -> Sample:
        """One sentence of a rule, a frame or a phrase, by the choices of a generator of random numbers.

        Raises:
            NothingToSayError: no words were found this time, or for some part of it at all.
        """
        words, roles = self._words(owner, generator)
        if isinstance(owner, d.Phrase):
            return Sample(text=spelled(words), source=owner.name, produces=None)
        is_event = owner.produces in self.grammar.events
        text = sentence(words) if is_event else spelled(words)
        if is_odd(text):
            raise NothingToSayError("only empty marks were left")
        return Sample(text=text, source=owner.name.replace(" ", "-"), produces=owner.produces, roles=roles)

    def _words(self, owner: Owner, generator: random.Random) -> tuple[list[str], tuple[tuple[str, str], ...]]:
        if isinstance(owner, d.Frame):
            return frame_words(owner, self.pieces, generator)
        pattern = generator.choice(owner.lines).pattern
        if isinstance(owner, d.Rule) and owner.kind == "event":
            writer = RuleWriter(self.pieces, generator, owner.produces)
            words = writer.words(pattern)
            return words, tuple(writer.roles)
        return Writer(self.pieces, generator).words(pattern), ()

    def finder_of(self, sample: Sample) -> str | None:
        """Which rule or frame finds an event of the sample's type in it: its own where that fits, else a better one; None if none does."""
        result = self.extractor.extract(sample.text, published=UNDATED)
        won = [m.rule.name.split("/")[0] for event in result.events for m in event.mentions if m.type == sample.produces]
        if not won or sample.source in won:
            return sample.source if won else None
        analysis, trace = self.extractor.analyse(sample.text), Trace()
        for number in range(len(analysis.bounds)):
            self.extractor.finder.find(analysis.sentence(number), trace)
        fitting = {candidate.rule_name.split("/")[0] for candidate in trace.candidates}
        return sample.source if sample.source in fitting else won[0]

    def event_owners(self) -> tuple[Owner, ...]:
        """All event rules and frames."""
        return (*(rule for rule in self.grammar.rules if rule.kind == "event"), *self.grammar.frames)

    def owners(self, name: str) -> tuple[Owner, ...]:
        """All that has a name."""
        if not isinstance(name, str):  # pyright: ignore[reportUnnecessaryIsInstance] - users' programs are not all checked
            raise wrong_type("the name", name, "str, such as 'verb meet'")
        grammar = self.grammar
        frames = [f for f in grammar.frames if name in f.triggers or name in [f"{f.kind} {trigger}" for trigger in f.triggers]]
        rules = [rule for rule in grammar.rules if rule.name == name]
        found = (*rules, *frames, *([grammar.phrases[name]] if name in grammar.phrases else ()))
        if not found:
            known = (*(rule.name for rule in grammar.rules), *(t for f in grammar.frames for t in f.triggers), *grammar.phrases)
            raise UnknownNameError("rule, frame or phrase", name, known)
        return found


_TRIES = 20
"""How many sentences are made up for each that is wanted, since some come twice and some are read otherwise."""
