"""Turn texts into unit-length sentence vectors with ONNX Runtime."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from tandem.errors import ModelMissing

MODEL, TOKENIZER = "model.onnx", "tokenizer.json"
VECTOR, LAYERS = "sentence_embedding", "lower_layers"  # the model's outputs
FEW = 16  # texts that are not worth a pool of threads


@dataclass(frozen=True)
class Encoded:
    """Texts as the encoder reads them, float32.

    Attributes:
        texts: n of them.
        vectors: what they mean, of length 1, shape (n, dimensions).
        layers: the means of lower layers, which know more of the wording, shape (n, dimensions of all of them); without
            columns where the model gives none.
    """

    texts: Sequence[str]
    vectors: np.ndarray
    layers: np.ndarray


class Encoder:
    """A sentence encoder read from a folder that holds `model.onnx` and `tokenizer.json`.

    The model takes `input_ids` and `attention_mask` (int64, batch x tokens) and gives one
    float32 vector a text, of length 1, and may give a second one, that of lower layers.

    Raises:
        ModelMissing: the folder lacks one of the two files.
    """

    def __init__(self, folder: str | Path, *, max_tokens: int = 128, threads: int = 1) -> None:
        self._folder = Path(folder)
        for name in (MODEL, TOKENIZER):
            if not (self._folder / name).is_file():
                raise ModelMissing(self._folder / name, remedy="run `make setup`")
        self._tokenizer = Tokenizer.from_file(str(self._folder / TOKENIZER))
        self._tokenizer.enable_truncation(max_tokens)
        self._tokenizer.no_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(self._folder / MODEL), options, providers=["CPUExecutionProvider"]
        )
        self._sizes = [int(output.shape[-1]) for output in self._session.get_outputs()]

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return self._sizes[0]

    def fingerprint(self) -> str:
        """SHA-256 of model and tokenizer: changes when another encoder is installed."""
        return hashlib.sha256(b"".join((self._folder / name).read_bytes() for name in (MODEL, TOKENIZER))).hexdigest()

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of `texts`, float32, shape (len(texts), dimensions); order is kept."""
        return self.read(texts).vectors

    def read(self, texts: Sequence[str]) -> Encoded:
        """Vectors and lower layers of `texts`; order is kept.

        Each by itself: in one run with others, the model's 8-bit steps would depend on these.
        """
        rows = list(self._run_all(texts))
        made = [np.zeros((len(texts), size), dtype=np.float32) for size in self._sizes]
        for whole, found in zip(made, zip(*rows)):
            whole[:] = np.concatenate(found)
        return Encoded(texts, made[0], made[1] if len(made) > 1 else made[0][:, :0])

    def _run_all(self, texts: Sequence[str]) -> Iterable[list[np.ndarray]]:
        """Many texts on all cores; those of one message right here."""
        if len(texts) <= FEW:
            return map(self._run, texts)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return list(pool.map(self._run, texts))

    def _run(self, text: str) -> list[np.ndarray]:
        ids = np.array([self._tokenizer.encode(text).ids], dtype=np.int64)
        return list(self._session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)}))


def vocabulary(folder: str | Path) -> frozenset[str]:
    """The whole words of the encoder's vocabulary: common English, in lower case."""
    tokens = Tokenizer.from_file(str(Path(folder) / TOKENIZER)).get_vocab()
    return frozenset(token for token in tokens if token.isalpha())
