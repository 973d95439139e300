"""A language server for grammar files: `eventrules lsp`, to be started by an editor, which speaks with it over its pipes.

`places.py` tells what the word under the cursor is, `index.py` what the loaded files say about names, `notes.py` and
`completion.py` what an editor shows of it, `project.py` loads files with the unsaved texts over them, and `server.py`
speaks the protocol, which pygls reads and writes.
"""
