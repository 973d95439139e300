"""The commands for authors of grammars."""

from __future__ import annotations

import click

from eventrules.cli.options import grammars_option, guarded


@click.command()
@click.argument("name")
@click.option("--count", type=click.IntRange(1, 10_000), default=10, show_default=True, help="How many sentences.")
@click.option("--seed", type=int, default=0, show_default=True, help="Another number gives other sentences.")
@click.option("--found-by", is_flag=True, help="Say behind each sentence of an event which rule finds it.")
@grammars_option
@guarded
def sample(name: str, count: int, seed: int, found_by: bool, grammars: tuple[str, ...]) -> None:
    """Make up sentences that a rule, frame or phrase generates.

    NAME is that of a rule, a time rule or a phrase, or a trigger of frames, such as meet or "noun summit".
    """
    from eventrules.authoring.sampling import Sampler
    from eventrules.extractor import Extractor

    sampler = Sampler(Extractor.from_grammars(*grammars))
    for made in sampler.samples(name, count=count, seed=seed):
        finder = f"\t{sampler.finder_of(made) or 'not found'}" if found_by else ""
        click.echo(f"{made.text}{finder}")


COMMANDS = (sample,)
