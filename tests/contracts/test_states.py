"""The states of stations have one vocabulary, which every part of the library uses whole."""

from __future__ import annotations

from typing import get_args

import pytest

from ecocomp.agreement.model import State
from ecocomp.readings.plausibility import CHECKS, STATE
from ecocomp.readings.values import STATE_NAMES, STATES
from ecocomp.readings.why import state_name
from ecocomp.wording import catalogue, say


def test_agreements_and_readings_know_the_same_states():
    """Every state that a reading can have can be named by an agreement, and no other."""
    assert set(get_args(State)) == STATE_NAMES


@pytest.mark.parametrize("state", ["normal", *sorted(STATE_NAMES)])
def test_every_state_has_a_name_and_a_meaning_in_both_languages(state):
    """No state is without wording, and its Chinese name has no English in it."""
    for code in (f"states.{state}", f"states.meaning_{state}"):
        chinese, english = catalogue()[code]

        assert not any(sign.isascii() and sign.isalpha() for sign in chinese)
        assert english.isascii()


def test_the_page_has_nothing_but_states():
    """The page of wording holds the states that exist, and no state that is gone."""
    found = {
        code.removeprefix("states.").removeprefix("meaning_") for code in catalogue() if code.startswith("states.")
    }

    assert found == {"normal", *STATE_NAMES}


def test_no_other_page_names_states():
    """A second vocabulary would drift from the first: no other page has a code for each of several states."""
    pages = {code.split(".")[0] for code in catalogue()} - {"states"}
    doubled = [page for page in sorted(pages) if sum(f"{page}.state_{each}" in catalogue() for each in STATE_NAMES) > 1]

    assert doubled == []


@pytest.mark.parametrize(
    ("word", "state"), [(word, state) for word, state in STATES.items() if word == say(f"states.{state}", "zh")]
)
def test_names_are_words_that_are_read(word, state):
    """The Chinese name of a state is a word that a file may write, and is read as that state."""
    assert state_name(state)[0] == word


def test_most_names_are_words_that_are_read():
    """Only the states that no word of a file stands for have names of their own."""
    unread = {state for state in STATE_NAMES if STATES.get(state_name(state)[0]) != state}

    assert unread == {STATE, "other"}


@pytest.mark.parametrize("check", sorted(CHECKS))
def test_every_check_says_why_it_excludes(check):
    """The reason of an exclusion is told in both languages, with the value."""
    for sentence in catalogue()[f"readings.excluded_{check}"]:
        assert "{value}" in sentence
