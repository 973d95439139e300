"""The commands for authors of grammars."""

from __future__ import annotations

import sys

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


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True))
@click.option("--check", "only_check", is_flag=True, help="Change nothing; the exit code is 1 if a file would change.")
@click.option("--diff", is_flag=True, help="Change nothing; show what would change.")
@guarded
def fmt(paths: tuple[str, ...], only_check: bool, diff: bool) -> None:
    """Lay grammar files out in the one canonical way.

    PATHS are files or folders. Comments are kept, and what a file says does not change.
    """
    from eventrules.authoring.layouts import changes_of

    changes = changes_of(*paths)
    for change in changes:
        if diff:
            click.echo(change.diff(), nl=False)
        elif only_check:
            click.echo(f"{change.path} would change")
        else:
            change.write()
            click.echo(f"{change.path} changed")
    sys.exit(1 if changes and only_check else 0)


COMMANDS = (sample, fmt)
