"""Finding, or where we may, installing a Chromium for the journeys."""

import os
import shutil
import subprocess
from functools import cache

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # windows that nobody looks at cost as much as those that somebody does
    "--disable-features=PreloadTopChromeWebUI,SpareRendererForSitePerProcess",
)


@cache
def path() -> str | None:
    """The system's Chromium; on a Debian where we are root it is installed from Debian's packages."""
    found = next((place for name in NAMES if (place := shutil.which(name))), None)
    return found or _installed()


def _installed() -> str | None:
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return None
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.call(["apt-get", "update", "-qq"], env=environment)
    subprocess.call(
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-noto-core"],
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    return shutil.which("chromium")


def missing() -> list[str]:
    return [] if path() else ["journeys in a BROWSER (no Chromium here and no right to install one)"]
