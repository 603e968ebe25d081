"""Whether Spark can run here, for a loud list of what did not."""

import importlib.util
import shutil

CURE = "run `make spark`: it takes 480 MB and a Java 17"


def missing() -> list[str]:
    if importlib.util.find_spec("pyspark") is None:
        return [f"SPARK: no pyspark here, so no release was built on Spark; {CURE}"]
    if shutil.which("java") is None:
        return [f"SPARK: no Java here, so no release was built on Spark; {CURE}"]
    return []
