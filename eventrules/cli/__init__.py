"""The command line: reads documents, calls what the package offers to Python, and writes results."""


def main() -> None:
    """Run the command line; loads click only now."""
    from eventrules.cli.commands import cli
    from eventrules.collecting import collect_seldom

    collect_seldom()
    cli()


__all__ = ["main"]
