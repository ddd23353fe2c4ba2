"""A trained linear model: which features there are and what each says for each label."""

import io
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

MAGIC = b"reader weights 1\n"
_MODELS = ("films", "guesses", "acts")


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """Scores labels by a sum over features."""

    labels: tuple[str, ...]
    features: dict[str, int]
    """Row of each feature."""
    weights: NDArray[np.float32]
    """Shape (n_features, n_labels)."""
    bias: NDArray[np.float32]
    """Shape (n_labels,)."""
    scaled: bool
    """Whether features are scaled by `scale`, for texts of any length."""

    def scores(self, features: Sequence[str]) -> NDArray[np.float32]:
        """One score for each label. Features that training did not keep say nothing.

        Returns:
            Shape (n_labels,).
        """
        known = {row for one in features if (row := self.features.get(one)) is not None}
        if not known:
            return self.bias
        rows = np.fromiter(known, dtype=np.intp, count=len(known))
        share = scale(len(rows)) if self.scaled else np.float32(1)
        total: NDArray[np.float32] = self.weights[rows].sum(axis=0) * share + self.bias
        return total


def scale(n_features: int) -> np.float32:
    """What every feature of an example counts, so that long messages are not surer by length."""
    return np.float32(1 / np.sqrt(n_features)) if n_features else np.float32(1)


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """All that a reader has learnt."""

    films: Linear
    """Of names that the index holds: "no" and "film"."""
    guesses: Linear
    """Of names that it does not hold as they are written: "no" and "film"."""
    acts: Linear
    temperature: float
    """Scores of acts are divided by it, so that their softmax is a calibrated probability."""
    examples: str
    """Fingerprint of the examples that it was trained on."""

    def _models(self) -> dict[str, Linear]:
        return dict(zip(_MODELS, (self.films, self.guesses, self.acts), strict=True))

    def save(self, path: Path) -> None:
        """Write one small file without pickles: a header, then arrays, all deflated.

        Weights are kept in 255 steps for each label, which changes no reading in a thousand.
        """
        header = {
            "examples": self.examples,
            "temperature": self.temperature,
            **{
                name: {"labels": model.labels, "features": list(model.features)}
                for name, model in self._models().items()
            },
        }
        body = io.BytesIO()
        for model in self._models().values():
            steps = np.maximum(np.abs(model.weights).max(axis=0), 1e-9) / 127
            packed = np.round(model.weights / steps).astype(np.int8)
            for array in (packed, steps.astype(np.float32), model.bias.astype(np.float32)):
                np.save(body, array, allow_pickle=False)
        head = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
        payload = len(head).to_bytes(4, "big") + head + body.getvalue()
        path.write_bytes(MAGIC + zlib.compress(payload, 9))

    @classmethod
    def load(cls, path: Path) -> "Weights":
        """Read what `save` wrote.

        Raises:
            ValueError: If the file is none of ours.
        """
        content = path.read_bytes()
        if not content.startswith(MAGIC):
            raise ValueError(f"{path} holds no reader weights")
        payload = zlib.decompress(content[len(MAGIC) :])
        size = int.from_bytes(payload[:4], "big")
        header = json.loads(payload[4 : 4 + size])
        body = io.BytesIO(payload[4 + size :])
        films, guesses, acts = (
            Linear(
                tuple(header[name]["labels"]),
                {feature: row for row, feature in enumerate(header[name]["features"])},
                np.load(body, allow_pickle=False).astype(np.float32)
                * np.load(body, allow_pickle=False),
                np.load(body, allow_pickle=False),
                scaled=name == "acts",
            )
            for name in _MODELS
        )
        return cls(films, guesses, acts, float(header["temperature"]), str(header["examples"]))
