"""Sentence vectors from an ONNX model that lies on disk: no network, no torch."""

from tandem.encoder.encoder import Encoder

__all__ = ["Encoder"]
