import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.titles.tables import alias_table, hashes, trigram_table, vocabulary_table

KEYS = ["blade runner", "matrix", "shawshank redemption", "", "in the mood for love", "42", "八"]


@settings(deadline=None)
@given(st.lists(st.text(max_size=20), min_size=1, max_size=20))
def test_many_keys_hash_as_each_one_does(keys: list[str]) -> None:
    assert hashes(keys).tolist() == [int(hashes([key])[0]) for key in keys]


def test_a_hash_is_blind_to_spaces_and_to_nothing_else() -> None:
    assert hashes(["blade runner"]) == hashes(["bladerunner"])
    assert len(np.unique(hashes(["ab", "ba", "a", "b", "aa", ""]))) == 6


def test_a_table_finds_its_aliases_and_no_others() -> None:
    table = alias_table(
        [0, 1, 1], [0, 0, 1], [0, 1, 0], ["heat", "fast furious", "8"], ["heat", "x", "eight"]
    )
    assert [
        table.with_hash(int(value)) for value in hashes(["heat", "fastfurious", "eight", "no"])
    ] == [
        [0],
        [1],
        [2],
        [],
    ]
    assert table.key(1) == "fast furious"
    assert table.known(hashes(["heat", "no"])).tolist() == [True, False]
    assert alias_table([], [], [], [], []).known(hashes(["heat"])).tolist() == [False]


def test_the_nearest_keys_by_trigrams_come_best_first() -> None:
    trigrams = trigram_table(KEYS)
    assert trigrams.nearest("shawshenk redemtion", 3)[0] == 2
    assert trigrams.nearest("bladerunner", 1).tolist() == [0]
    assert trigrams.nearest("", 3).tolist() == trigram_table([]).nearest("heat", 3).tolist() == []


def test_a_vocabulary_knows_which_keys_hold_a_word() -> None:
    vocabulary = vocabulary_table([*KEYS, "love story"])
    assert vocabulary.holding("love").tolist() == [4, 7]
    assert vocabulary.holding("lov").tolist() == []
