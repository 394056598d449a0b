"""The model is a versioned unit: nothing of it is missing, changed or too large."""

import shutil

import pytest

from whence.errors import ModelError
from whence.tagger.weights import NAME, folder, load, verify

MOST_BYTES = 30_000_000


def test_the_packaged_model_is_the_released_one():
    name, checksum = verify()
    assert name == NAME
    assert checksum == load(folder()).sha256


def test_the_weights_stay_under_thirty_megabytes():
    assert sum(path.stat().st_size for path in folder().glob("*.onnx")) <= MOST_BYTES


@pytest.mark.parametrize("name", ["encoder.onnx", "reader.onnx", "vocab.txt", "labels.json", "kinds.onnx"])
def test_a_changed_file_is_named_and_not_used(tmp_path, name):
    copy = tmp_path / NAME
    shutil.copytree(folder(), copy)
    (copy / name).write_bytes((copy / name).read_bytes()[:-1])
    with pytest.raises(ModelError, match=name):
        load(copy)


def test_a_model_without_a_head_for_kinds_is_whole(tmp_path):
    copy = tmp_path / NAME
    shutil.copytree(folder(), copy)
    (copy / "kinds.onnx").unlink()
    lines = (copy / "SHA256SUMS").read_text(encoding="utf-8").splitlines(keepends=True)
    (copy / "SHA256SUMS").write_text("".join(line for line in lines if "kinds.onnx" not in line), encoding="utf-8")
    assert load(folder()).kinds is not None
    assert load(copy).kinds is None


def test_a_missing_file_is_named(tmp_path):
    copy = tmp_path / NAME
    shutil.copytree(folder(), copy)
    (copy / "reader.onnx").unlink()
    with pytest.raises(ModelError, match=r"reader\.onnx"):
        load(copy)


def test_a_folder_without_a_model_is_named(tmp_path):
    with pytest.raises(ModelError, match="no model"):
        load(tmp_path)


def test_every_file_beside_the_weights_is_under_a_checksum_and_the_card_is_there():
    sums = (folder() / "SHA256SUMS").read_text(encoding="utf-8")
    for path in folder().iterdir():
        assert path.name in sums or path.name in ("SHA256SUMS", "CARD.md")
    assert (folder() / "CARD.md").exists()
