"""Sentence vectors from an ONNX model that lies on disk: no network, no torch."""

from tandem.encoder.encoder import Encoded, Encoder

__all__ = ["Encoded", "Encoder"]
