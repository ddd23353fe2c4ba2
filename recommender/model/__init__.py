"""The taste model: the matrix, the fit, the fold-in, the snapshot."""

from recommender.model.factor_model import FactorModel
from recommender.model.folded import FoldedHistory
from recommender.model.interactions import Interactions, build_interactions
from recommender.model.parameters import Parameters
from recommender.model.snapshot import (
    Snapshot,
    go_back,
    load_snapshot,
    read_snapshot,
    save_snapshot,
)
from recommender.model.training import fit

__all__ = [
    "FactorModel",
    "FoldedHistory",
    "Interactions",
    "Parameters",
    "Snapshot",
    "build_interactions",
    "fit",
    "go_back",
    "load_snapshot",
    "read_snapshot",
    "save_snapshot",
]
