"""Settings of the tests: the site's own, databases as files unless an address is given."""

import atexit
import os
import shutil
import tempfile

os.environ.setdefault("THUIS_SECRET_KEY", "only-for-tests")
os.environ.setdefault("THUIS_PSEUDONYM_KEY", "00" * 32)
os.environ.setdefault("THUIS_LINK_KEY", "11" * 32)
os.environ.setdefault("THUIS_RELEASE_KEY", "22" * 32)
if "THUIS_HOME" not in os.environ:
    # In memory where that can be: real files with real locks, without waiting for a busy disk.
    _memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    os.environ["THUIS_HOME"] = tempfile.mkdtemp(prefix="thuis-test-", dir=_memory)
    atexit.register(shutil.rmtree, os.environ["THUIS_HOME"], ignore_errors=True)

from thuis.config.settings import *  # noqa: E402, F403

DEMO = True
CUSTODIAN = False  # tests of the second key turn it on
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Static files straight from the source: tests collect nothing.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True

# Real files with the real locks; only the wait for the disk is left out.
for _name, _database in DATABASES.items():  # noqa: F405
    if "sqlite" in _database["ENGINE"]:
        _database["TEST"] = {"NAME": f"{HOME}/test-{_name}.sqlite3"}  # noqa: F405
        _database["CLOSES"] = True
        _pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA secure_delete=ON;"
        _database["OPTIONS"]["init_command"] = _pragmas
# Tests that run beside each other are no visitors of one site.
CACHES["default"] |= {"LOCATION": f"{HOME}/attempts-{os.getpid()}.sqlite3"}  # noqa: F405
MAILS_PER_SECOND = 0  # as fast as it goes; tests of the throttle give their own rate
