"""`python -m eventrules`: the command line."""

from eventrules.cli import main

if __name__ == "__main__":
    main()
