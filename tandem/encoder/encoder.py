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
SPREAD = 2  # a text longer than so many times the shortest begins a batch: padding costs more than another run


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
        self._tokenizer.enable_padding()
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

    def read(self, texts: Sequence[str], *, batch: int = 32) -> Encoded:
        """Vectors and lower layers of `texts`; order is kept."""
        made = [np.zeros((len(texts), size), dtype=np.float32) for size in self._sizes]
        batches = _batches(texts, batch)
        for rows, found in zip(batches, self._run_all([[texts[i] for i in rows] for rows in batches], batch)):
            for whole, part in zip(made, found):
                whole[rows] = part
        return Encoded(texts, made[0], made[1] if len(made) > 1 else made[0][:, :0])

    def _run_all(self, batches: list[list[str]], batch: int) -> Iterable[list[np.ndarray]]:
        """Many texts on all cores; those of one message right here."""
        if sum(map(len, batches)) <= batch:
            return map(self._run, batches)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return list(pool.map(self._run, batches))

    def _run(self, texts: list[str]) -> list[np.ndarray]:
        tokens = self._tokenizer.encode_batch(texts)
        ids = np.array([t.ids for t in tokens], dtype=np.int64)
        mask = np.array([t.attention_mask for t in tokens], dtype=np.int64)
        return list(self._session.run(None, {"input_ids": ids, "attention_mask": mask}))


def _batches(texts: Sequence[str], most: int) -> list[list[int]]:
    """The indices of `texts` by length in batches; within one, all are padded to the longest.

    Few texts, as of one message, differ more in length than neighbours among many do.
    """
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    if len(order) > most:
        return [order[start : start + most] for start in range(0, len(order), most)]
    batches: list[list[int]] = []
    for i in order:
        if not batches or len(texts[i]) > SPREAD * len(texts[batches[-1][0]]):
            batches.append([])
        batches[-1].append(i)
    return batches


def vocabulary(folder: str | Path) -> frozenset[str]:
    """The whole words of the encoder's vocabulary: common English, in lower case."""
    tokens = Tokenizer.from_file(str(Path(folder) / TOKENIZER)).get_vocab()
    return frozenset(token for token in tokens if token.isalpha())
