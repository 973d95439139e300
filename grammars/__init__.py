"""The grammars that come with eventrules."""
