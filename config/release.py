"""The release that runs here, as pyproject.toml names it."""

import tomllib

from config.environment import ROOT

RELEASE = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
