"""Files in the cache folder, put there all at once and never trusted further than their checksum reaches.

Whatever is wrong with the folder or a file, what it would hold is made anew and nobody notices but the clock.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from importlib.resources import files as package_files
from importlib.resources.abc import Traversable
from pathlib import Path

VARIABLE = "EVENTRULES_CACHE"
"""The environment variable that names the cache folder, or is `off`."""


def cache_folder() -> Path | None:
    """Where files are kept, or None where they are not."""
    chosen = os.environ.get(VARIABLE, "")
    if chosen.lower() == "off":
        return None
    if chosen:
        return Path(chosen)
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA", "")
    try:
        return Path(base if Path(base).is_absolute() else Path.home() / ".cache") / "eventrules"
    except RuntimeError:  # nobody's home
        return None


def digest_of(parts: Iterable[tuple[str, bytes]]) -> str:
    """What tells contents apart, each under a name."""
    digest = hashlib.sha256()
    for name, content in parts:
        digest.update(f"\0{name}\0{len(content)}\0".encode("utf-8", "surrogatepass"))
        digest.update(content)
    return digest.hexdigest()


@cache
def digest_of_code(*packages: str) -> str:
    """What tells apart the code of some packages of ours, which says more than a version number, and what runs it."""
    root = package_files("eventrules")
    modules = ((f"{part}/{name}", file) for part in packages for name, file in files_in(root / part) if name.endswith(".py"))
    return digest_of([("python", str(sys.version_info[:2]).encode()), *((name, file.read_bytes()) for name, file in modules)])


def files_in(folder: Traversable) -> Iterator[tuple[str, Traversable]]:
    """All files of a folder and the folders in it, in order."""
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir():
            yield from ((f"{item.name}/{name}", file) for name, file in files_in(item))
        else:
            yield item.name, item


def kept(file: Path) -> bytes | None:
    """What was kept in a file, or None where it is missing, spoilt, or no such file at all."""
    try:
        checksum, _, content = file.read_bytes().partition(b"\n")
    except OSError:
        return None
    if checksum != _checksum(content):
        return None
    with suppress(OSError):  # a folder that only reads
        os.utime(file)
    return content


def keep(file: Path, content: bytes, *, most: int) -> None:
    """Put content into a file all at once, so that no other process ever reads a part of it.

    Args:
        most: how many files with the ending of this one a folder keeps; those not used for longest go first.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix="new-", suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as new:
                new.write(_checksum(content) + b"\n" + content)
            Path(name).replace(file)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
        _drop_oldest(file.parent, file.suffix, most)
    except OSError:  # a full disk, a folder that only reads: nothing is kept
        return


def _checksum(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()


def _drop_oldest(folder: Path, ending: str, most: int) -> None:
    files = sorted(folder.glob(f"*{ending}"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
    for file in files[most:]:
        file.unlink(missing_ok=True)
