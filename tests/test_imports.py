"""The import rule: one way through the code."""

import subprocess
import sys
from pathlib import Path

from conftest import ROOT


def test_layers_and_forbidden_imports_hold():
    command = [str(Path(sys.executable).with_name("lint-imports")), "--config", str(ROOT / "pyproject.toml")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
