"""Finding, or where we may, installing a Chromium for the journeys."""

import os
import shutil
import subprocess
from functools import cache

# The shell without windows is the same engine at half the cost; Debian has both.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
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
    return _found() or _installed()


def _found() -> str | None:
    return next((place for name in NAMES if (place := shutil.which(name))), None)


def _installed() -> str | None:
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return None
    _apt("update")
    for name in NAMES[:2]:
        if _apt("install", "-y", "--no-install-recommends", name, "fonts-noto-core") == 0:
            break
    return _found()


def _apt(*words: str) -> int:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.call(["apt-get", "-qq", *words], env=environment, stdout=subprocess.DEVNULL)


def missing() -> list[str]:
    return [] if path() else ["journeys in a BROWSER (no Chromium here and no right to install one)"]
