"""A refit: what the gate judges, what is served, and what the next refit starts from."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from recommender.errors import FitRefused
from recommender.evaluation.gate import held_out_lines
from recommender.model import Parameters, Snapshot, load_snapshot, save_snapshot
from recommender.model.snapshot import POINTER
from recommender.places import Places
from recommender.refit import JUDGED, refit
from tests import planted
from tests.end_to_end.real_core import write_movielens

PARAMETERS = replace(Parameters.default(), factors=8, regularization=1.0)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """The planted world on disk."""
    return Places.of(tmp_path / "data", write_movielens(tmp_path / "set"))


def served(folder: Path) -> Snapshot:
    found = load_snapshot(folder)
    assert found is not None
    return found


def test_what_is_served_has_seen_everything_and_what_is_judged_has_not(places: Places) -> None:
    done = refit(places, PARAMETERS, out=places.models)
    n_ratings, n_held_out = len(planted.ratings()), len(held_out_lines(planted.ratings()))
    assert n_held_out > 0
    assert done.gate is not None
    assert served(places.models).model.n_interactions == n_ratings
    assert served(places.models / JUDGED).model.n_interactions == n_ratings - n_held_out


def test_the_first_fit_of_a_folder_is_the_same_gated_or_not(places: Places, tmp_path: Path) -> None:
    refit(places, PARAMETERS, out=places.models)
    refit(places, PARAMETERS, out=tmp_path / "look", gated=False)
    ours, theirs = served(places.models).model, served(tmp_path / "look").model
    np.testing.assert_array_equal(ours.item_factors, theirs.item_factors)
    assert ours.head is not None
    assert theirs.head is not None
    np.testing.assert_array_equal(ours.head.weights, theirs.head.weights)


def test_refits_go_on_though_the_served_model_knows_the_held_out_ratings(places: Places) -> None:
    for _ in range(2):
        refit(places, PARAMETERS, out=places.models)
    passed = refit(places, PARAMETERS, out=places.models).gate
    assert passed is not None
    assert passed.served_ndcg == pytest.approx(passed.ndcg, abs=0.05)


def test_a_lost_judged_model_costs_a_cold_start_and_no_refit(places: Places) -> None:
    refit(places, PARAMETERS, out=places.models)
    judged = served(places.models / JUDGED).name
    (places.models / JUDGED / judged / "gram.npy").write_bytes(b"damaged")
    done = refit(places, PARAMETERS, out=places.models)
    assert done.gate is not None
    assert done.gate.served_ndcg is None
    assert load_snapshot(places.models / JUDGED) is not None


def test_a_lost_pointer_to_the_judged_model_costs_nothing(places: Places) -> None:
    refit(places, PARAMETERS, out=places.models)
    (places.models / JUDGED / POINTER).write_text("nothing-like-it")
    done = refit(places, PARAMETERS, out=places.models)
    assert done.gate is not None
    assert done.gate.served_ndcg is not None


def test_a_model_that_knows_the_held_out_ratings_would_refuse_every_later_one(
    places: Places,
) -> None:
    refit(places, PARAMETERS, out=places.models)
    knowing = served(places.models)
    save_snapshot(places.models / JUDGED, knowing.model, fingerprint=knowing.fingerprint)
    before = served(places.models / JUDGED).name
    with pytest.raises(FitRefused, match="model served now"):
        refit(places, PARAMETERS, out=places.models)
    # a refused fit leaves both models as they were
    assert served(places.models).name == knowing.name
    assert served(places.models / JUDGED).name == before


def test_both_fits_are_told_as_one(places: Places) -> None:
    told: list[tuple[int, int]] = []
    refit(places, PARAMETERS, out=places.models, progress=lambda *sweep: told.append(sweep))
    assert [done for done, _ in told] == list(range(1, len(told) + 1))
    assert told[-1][0] == told[-1][1] > PARAMETERS.iterations


def test_the_tutorials_configuration_is_fitted_once_to_everything(places: Places) -> None:
    told: list[tuple[int, int]] = []
    seed = Parameters.seed()
    refit(
        places,
        seed,
        out=places.models,
        gated=False,
        progress=lambda *sweep: told.append(sweep),
    )
    assert told[-1] == (seed.iterations, seed.iterations)
    assert served(places.models).model.n_interactions == len(planted.ratings())
