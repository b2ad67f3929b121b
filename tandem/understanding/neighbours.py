"""Which example of each label is nearest to a message."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import numpy_helper, parser

from tandem.understanding import likeness

# Seven bits: processors without VNNI overflow with eight and would answer differently.
LARGEST = 63
GRAPH = """
<ir_version: 8, opset_import: ["": 17]>
nearest (float[messages, dimensions] vectors) => (float[messages, examples] cosines) {
    mapped = MatMul(vectors, directions)
    unit = LpNormalization<axis = -1, p = 2>(mapped)
    whole, step, zero = DynamicQuantizeLinear(unit)
    sums = MatMulInteger(whole, examples, zero)
    scaled = Cast<to = 1>(sums)
    steps = Mul(step, example_steps)
    cosines = Mul(scaled, steps)
}
"""


class Neighbours:
    """Examples, those of a label side by side, in the directions in which they are compared.

    Their numbers are whole ones of seven bits, each example with its own step: cosines change by 0.002 in the mean,
    and looking through ten thousand takes half the time. It is an ONNX model, as the encoder is.

    Args:
        model: what `of` makes.
        starts: where the examples of each label begin, shape (labels,).
    """

    def __init__(self, model: bytes, starts: np.ndarray) -> None:
        self._model, self._starts = model, starts
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    @classmethod
    def of(cls, vectors: np.ndarray, starts: np.ndarray, directions: np.ndarray) -> Neighbours:
        """The examples `vectors` (n, d), sorted by label, in `directions` (d, k)."""
        examples = likeness.unit(vectors @ directions).T
        steps = np.maximum(np.abs(examples).max(axis=0), likeness.TINY) / LARGEST
        arrays = {
            "directions": np.ascontiguousarray(directions, dtype=np.float32),
            "examples": np.round(examples / steps).astype(np.int8),
            "example_steps": steps.astype(np.float32),
        }
        model = parser.parse_model(GRAPH)
        model.graph.initializer.extend(numpy_helper.from_array(array, name) for name, array in arrays.items())
        onnx.checker.check_model(model)
        return cls(model.SerializeToString(), starts)

    def nearest(self, vectors: np.ndarray) -> np.ndarray:
        """Cosine of each message to each label's nearest example, shape (messages, labels).

        Each by itself: in one run with others, the steps of its numbers would depend on these.
        """
        cosines = [self._session.run(None, {"vectors": row[None, :]})[0] for row in vectors]
        return np.maximum.reduceat(np.concatenate(cosines), self._starts, axis=1)

    def save(self, path: Path) -> None:
        np.savez(path, model=np.frombuffer(self._model, dtype=np.uint8), starts=self._starts)

    @classmethod
    def load(cls, path: Path) -> Neighbours:
        """What `save` wrote."""
        with np.load(path) as arrays:
            return cls(arrays["model"].tobytes(), arrays["starts"])
