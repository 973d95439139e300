"""The commands for authors of grammars."""

from __future__ import annotations

import sys
from datetime import date

import click

from eventrules.cli.options import Problems, extractor_of, grammars_option, guarded, published_day, published_option
from eventrules.cli.reading import document_ids, read_documents


@click.command()
@click.argument("name")
@click.option("--count", type=click.IntRange(1, 10_000), default=10, show_default=True, help="How many sentences.")
@click.option("--seed", type=int, default=0, show_default=True, help="Another number gives other sentences.")
@click.option("--found-by", is_flag=True, help="Say behind each sentence of an event which rule finds it.")
@click.option("--misread", is_flag=True, help="Show the sentences of an event that are read as something else instead.")
@grammars_option
@guarded
def sample(name: str, count: int, seed: int, found_by: bool, misread: bool, grammars: tuple[str, ...]) -> None:
    """Make up sentences that a rule, frame or phrase generates, and in which it or a better one finds what they tell.

    NAME is that of a rule, a time rule or a phrase, or a trigger of frames, such as meet or "noun summit".
    """
    from eventrules.authoring.sampling import Sampler

    sampler = Sampler(extractor_of(grammars))
    for made in sampler.samples(name, count=count, seed=seed, misread=misread):
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


@click.command("list")
@click.argument("kinds", nargs=-1)
@grammars_option
@guarded
def list_definitions(kinds: tuple[str, ...], grammars: tuple[str, ...]) -> None:
    """List what is loaded, and from where.

    KINDS are keywords of the language, such as rule, verb or list; everything when left out. Behind each name stand its
    file and line, and what later files did to it.
    """
    from eventrules.authoring.inventory import KINDS, inventory
    from eventrules.rulefile.check import checked_grammar

    if unknown := [kind for kind in kinds if kind not in KINDS]:
        raise click.UsageError(f"there are no {unknown[0]!r} to list; there are {', '.join(KINDS)}")
    for item in inventory(checked_grammar(*grammars)):
        if not kinds or item.kind in kinds:
            produces = f" => {item.produces}" if item.produces else ""
            click.echo("\t".join((item.kind, f"{item.name}{produces}", item.place, *item.changes)))


@click.command()
@click.argument("name")
@grammars_option
@guarded
def show(name: str, grammars: tuple[str, ...]) -> None:
    """Show a definition as it is after all files.

    NAME is that of anything that `list` lists, or a trigger of frames; what later files added or put in its place is in it.
    """
    from eventrules.authoring.inventory import named
    from eventrules.rulefile.check import checked_grammar

    click.echo("\n\n".join(item.render() for item in named(checked_grammar(*grammars), name)))


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path())
@published_option
@grammars_option
@guarded
def stats(files: tuple[str, ...], published: date | None, grammars: tuple[str, ...]) -> None:
    """Count which rules found something in FILES, and which never.

    FILES are read as by `extract`.
    """
    from eventrules.authoring.usage import usage

    problems = Problems()
    documents = problems.without_bad(
        document for path, id in document_ids(files).items() for document in read_documents(path, published=published, id=id)
    )
    for count in usage(extractor_of(grammars), documents):
        click.echo(f"{count.count or 'never'}\t{count.kind} {count.name}\t{count.place}")
    problems.exit()


@click.command()
@click.argument("annotated")
@click.option("--published", type=published_day, metavar="DATE", required=True, help="Publication date of the example.")
@click.option("--name", metavar="NAME", help="Name of the rule; made of the words around the trigger when left out.")
@grammars_option
@guarded
def new(annotated: str, published: date, name: str | None, grammars: tuple[str, ...]) -> None:
    """Write a rule from a sentence whose roles are marked.

    ANNOTATED is such as: Meeting: "[participants Ann Lee] will *meet* [participants Bo Kim] in [place Paris]"
    """
    from eventrules.authoring.drafting import draft

    click.echo(draft(extractor_of(grammars), annotated, published=published, name=name), nl=False)


COMMANDS = (sample, fmt, list_definitions, show, stats, new)
