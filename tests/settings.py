"""Settings of the tests: the site's own, with both databases in memory unless an address is given."""

import os
import tempfile

os.environ.setdefault("THUIS_SECRET_KEY", "only-for-tests")
os.environ.setdefault("THUIS_PSEUDONYM_KEY", "00" * 32)
os.environ.setdefault("THUIS_LINK_KEY", "11" * 32)
os.environ.setdefault("THUIS_HOME", tempfile.mkdtemp(prefix="thuis-test-"))

from thuis.config.settings import *  # noqa: E402, F403

DEMO = True
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Static files straight from the source: tests collect nothing.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
