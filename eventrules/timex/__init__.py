"""Time: an algebra of expressions that are not yet on the calendar, and their resolution against a publication date.

`expressions` are what words mean, `operations` the table by which grammar files make them, `resolve` places them,
`timex3` writes their values. Nothing here knows of words, rules or events.
"""
