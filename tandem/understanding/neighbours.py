"""Which example of each label is nearest to a message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

import numpy as np

from tandem.understanding import likeness
from tandem.understanding.products import product

PACKED = np.float16  # of examples in the model archive: half the size, cosines change in the fourth place


@dataclass(frozen=True)
class Neighbours:
    """Examples in the directions of a map, those of a label side by side.

    Attributes:
        map: to the directions in which they are compared, float32, shape (dimensions, k).
        examples: of length 1 there, float32, shape (k, examples).
        starts: where those of each label begin, shape (labels,).
    """

    map: np.ndarray
    examples: np.ndarray
    starts: np.ndarray

    @classmethod
    def of(cls, vectors: np.ndarray, starts: np.ndarray, directions: np.ndarray) -> Neighbours:
        """The examples `vectors`, sorted by label, in `directions`."""
        return cls(directions, np.ascontiguousarray(likeness.unit(vectors @ directions).T), starts)

    def nearest(self, vectors: np.ndarray) -> np.ndarray:
        """Cosine of each message to each label's nearest example, shape (messages, labels)."""
        mapped = likeness.unit(product(vectors, self.map))
        return np.maximum.reduceat(product(mapped, self.examples), self.starts, axis=1)

    def by_label(self) -> list[np.ndarray]:
        """The examples of each label, shapes (examples of it, k)."""
        return np.split(self.examples.T, self.starts[1:])

    def packed(self) -> dict[str, np.ndarray]:
        """Its arrays by name, the examples at half their size."""
        return {**asdict(self), "examples": self.examples.astype(PACKED)}

    @classmethod
    def unpacked(cls, arrays: Mapping[str, np.ndarray]) -> Neighbours:
        """What `packed` gave."""
        return cls(arrays["map"], arrays["examples"].astype(np.float32), arrays["starts"])
