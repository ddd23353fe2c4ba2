"""Everything that decides what a fit makes of its data, in one frozen value."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

ConfidenceRule: TypeAlias = Literal["soft", "stars"]


@dataclass(frozen=True, slots=True)
class Parameters:
    """Settings of a fit and of the fold-in that goes with it.

    They travel inside every snapshot, because a viewer must be folded in by the rule
    that the item factors were fitted with.
    """

    factors: int = 64
    """Latent dimensions; multiples of 16 are fastest."""
    regularization: float = 10.0
    """Ridge penalty on user and item factors."""
    iterations: int = 10
    """Sweeps over users and items from a cold start."""
    alpha: float = 1.0
    """Mean confidence of an entry once all weighting is done."""
    random_state: int = 1
    confidence_rule: ConfidenceRule = "soft"
    """How a rating becomes a confidence: see `confidence`."""
    item_exponent: float = 0.25
    """Confidence is divided by (raters of the film) ** item_exponent."""
    user_exponent: float = 0.4
    """Confidence is divided by (films of the viewer) ** user_exponent."""
    half_life: float | None = 20.0
    """So many newer watches halve the weight of an older one; None weighs all alike."""
    recency_floor: float = 0.1
    """No watch ever weighs less than this part of a fresh one."""
    head_items: int = 4000
    """Most-watched films that the item-item part covers; 0 leaves it out."""
    head_regularization: float = 225.0
    """Ridge penalty of the item-item part."""
    head_share: float = 0.5
    """Weight of the item-item part in a score, 0-1; the factors have the rest."""

    @classmethod
    def default(cls) -> "Parameters":
        """The settings that serve people, chosen on the embedded set."""
        return cls()

    @classmethod
    def seed(cls) -> "Parameters":
        """The well-known tutorial's settings: ratings as confidence, and nothing else.

        `random_state` is ours, as the tutorial drew a fresh one on each run.
        """
        return cls(
            factors=50,
            regularization=0.01,
            iterations=15,
            alpha=1.0,
            random_state=42,
            confidence_rule="stars",
            item_exponent=0.0,
            user_exponent=0.0,
            half_life=None,
            head_items=0,
            head_share=0.0,
        )
