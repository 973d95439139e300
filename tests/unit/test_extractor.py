"""Streams of documents: nothing in them stops the others."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import eventrules

GOOD = eventrules.Document(id="a", text="Ann Lee met Peter Novak.", published=date(2024, 3, 6))


def test_what_is_no_document_is_said_and_passed_over(extractor: eventrules.Extractor):
    items: list[Any] = [{"text": "Ann Lee met Peter Novak."}, GOOD]
    bad, good = extractor.extract_many(items)
    assert bad.error == "the item is dict, expected eventrules.Document"
    assert bad.events == ()
    assert (good.error, len(good.events)) == (None, 1)


@pytest.mark.parametrize("workers", [0, -1])
def test_somebody_must_work(extractor: eventrules.Extractor, workers: int):
    with pytest.raises(ValueError, match=f"workers is {workers}, expected 1 or more"):
        extractor.extract_many([GOOD], workers=workers)
