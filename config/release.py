"""The release that runs here, as pyproject.toml names it; everything but the settings reads `settings.RELEASE`."""

import tomllib

from config.environment import ROOT

RELEASE = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
