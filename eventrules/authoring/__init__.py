"""Tools for authors of grammars: made-up sentences, layouts, lists of what is loaded, counts, drafts of rules."""
