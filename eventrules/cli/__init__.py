"""The command line, over the public API only: `eventrules extract | times | check | explain | …`."""


def main() -> None:
    """Run the command line; loads click only now."""
    from eventrules.cli.commands import cli

    cli()


__all__ = ["main"]
