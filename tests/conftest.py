"""What all tests share: one extractor, the regeneration flag, and how hard hypothesis searches."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import eventrules
from eventrules.collecting import collect_seldom
from eventrules.extractor import shipped

ROOT = Path(__file__).resolve().parent.parent

settings.register_profile("ci", max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("search", max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

collect_seldom()  # grammars of many tests are in use at once


@pytest.fixture(scope="session")
def extractor() -> eventrules.Extractor:
    """The shipped English grammars."""
    return shipped()


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the repository."""
    return ROOT


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regenerate-golden", action="store_true", help="write the events that are found now into tests/golden/events")
