"""The command line: reads documents, calls what the package offers to Python, and writes results."""


def main() -> None:
    """Run the command line; loads click only now."""
    from eventrules.cli.commands import cli

    cli()


__all__ = ["main"]
