"""Settings of the site. What differs between installations comes from the environment."""

import os
from pathlib import Path
from typing import Any

import dj_database_url
import django_stubs_ext
from django.utils.translation import gettext_lazy as _

from thuis.config.secrets import home, read_secret

django_stubs_ext.monkeypatch()

HOME = home()
SOURCE = Path(__file__).resolve().parents[1]
DEMO = os.environ.get("THUIS_DEMO") == "1"
DEBUG = False
SECRET_KEY = read_secret("secret-key")
PSEUDONYM_KEY = read_secret("pseudonym-key")
LINK_KEY = read_secret("link-key")
# Noise on released figures comes from it. Lost or changed: the next release cannot follow the last one.
RELEASE_KEY = read_secret("release-key")
# Whether a custodian holds a second key for each round. A demo has none; a small school may do without.
CUSTODIAN = not DEMO and os.environ.get("THUIS_CUSTODIAN", "yes") != "no"
# Where second keys lie while they are needed: best in memory, never in a backup.
CUSTODY_FOLDER = Path(os.environ.get("THUIS_CUSTODY", str(HOME / "custody")))
ALLOWED_HOSTS = os.environ.get("THUIS_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
SITE_ADDRESS = os.environ.get("THUIS_ADDRESS", "http://localhost:8000")
HTTPS = SITE_ADDRESS.startswith("https:")
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS]
# Sites, such as an intranet, that may show public findings in a frame: "https://intranet.example https://…".
EMBED_ORIGINS = tuple(os.environ.get("THUIS_EMBED_ORIGINS", "").split())

# Where the institution holds photographs of groups, for lecturers who learn names; none: that is not offered.
PHOTOGRAPHS = Path(os.environ["THUIS_PHOTOGRAPHS"]) if "THUIS_PHOTOGRAPHS" in os.environ else None

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "thuis.config",
    "thuis.foundation.accounts",  # before allauth: our templates come first
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "thuis.foundation.audit",
    "thuis.foundation.components",
    "thuis.foundation.institution",
    "thuis.foundation.intake",
    "thuis.foundation.pseudonyms",
    "thuis.foundation.responses",
    "thuis.foundation.jobs",
    "thuis.foundation.mail",
    "thuis.foundation.release",
    "thuis.foundation.signals",
    "thuis.foundation.words",
    "thuis.rooms.support",
    "thuis.rooms.participation",
    "thuis.rooms.approaches",
    "thuis.rooms.insights",
    "thuis.rooms.monitor",
]

MIDDLEWARE = [
    "thuis.config.middleware.SafeHeaders",
    "thuis.config.static.StaticFiles",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "thuis.config.middleware.TooLargeBodies",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "thuis.foundation.accounts.middleware.SessionLimits",
    "thuis.foundation.accounts.middleware.SecondFactorFirst",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "thuis.config.middleware.StudentByLink",
    "thuis.config.middleware.ErrorPages",
]

ROOT_URLCONF = "thuis.config.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "thuis.foundation.components.templatetags.parts",
                "thuis.foundation.components.templatetags.concepts",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "thuis.config.navigation.context",
            ],
        },
    }
]


def _database(variable: str, file: str) -> dict[str, Any]:
    """The database at an address, else a SQLite file in this installation's home."""
    if address := os.environ.get(variable):
        parsed: dict[str, Any] = {**dj_database_url.parse(address)}
        # A server that was away is found again within seconds, and a visitor is told sooner than her browser.
        pool = {"timeout": 8, "reconnect_timeout": 10}
        # What is asked often is planned once per connection: a third less work there, a tenth here.
        # A pooler between us and the server must know prepared statements, as PgBouncer does since 1.21.
        plans = {"server_side_binding": True, "prepare_threshold": 3}
        options = {**parsed.get("OPTIONS", {}), "pool": pool, **plans}  # sslmode stays
        return {**parsed, "CONN_HEALTH_CHECKS": True, "OPTIONS": options}
    return sqlite(str(HOME / file))


def sqlite(name: str) -> dict[str, Any]:
    """SQLite that loses nothing at a power cut: WAL, fsync at each commit, one writer at a time."""
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=134217728; "
    pragmas += "PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-20000; PRAGMA temp_store=MEMORY; "
    pragmas += "PRAGMA secure_delete=ON;"  # what is deleted is overwritten, not only unlinked
    return {
        "ENGINE": "thuis.foundation.database.sqlite",
        "NAME": name,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas},
    }


DATABASES = {
    "default": _database("THUIS_DATABASE_URL", "thuis.sqlite3"),
    "responses": _database("THUIS_RESPONSES_URL", "responses.sqlite3"),
}
# In the memory of a process; attempts are counted together, in a small file (ADR 0041). Pages of released
# figures have a part of their own: they push nothing else out.
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "thuis.foundation.access.attempts.AttemptsTogether",
        "LOCATION": str(HOME / "attempts.sqlite3"),
    },
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 600},
    },
}
DATABASE_ROUTERS = ["thuis.foundation.database.router.Router"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [SOURCE / "locale"]
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"

# The institution's own --brand, --brand-soft and --on-brand; absent means Thuis's own.
BRAND_STYLESHEET = HOME / "brand.css"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static-built"
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "thuis.config.static.StaticNames"},
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "thuis.foundation.accounts.passwords.NotTooEasy"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
PASSWORD_RESET_TIMEOUT = 60 * 60
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_ADAPTER = "thuis.foundation.accounts.adapters.AccountAdapter"
ACCOUNT_SESSION_REMEMBER = False  # a session ends with the browser, or after the limits of SessionLimits
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody can sign up, so a mail to a stranger helps nobody
ACCOUNT_RATE_LIMITS = {
    "sign_in_link": "20/m/ip,5/h/key",
    "lost_link": "20/m/ip,5/h/key",
    # a full lecture hall behind one address may scan at once
    "short_address": "600/m/ip",
    # 600 people in one hall open a sheet and hand it in, some of them twice; nobody guesses codes of 60 bits
    "scan_sheet": "2000/m/ip",
    "ambassador_link": "20/m/ip",
    "own_roles_link": "20/m/ip,5/h/key",
    "statement_check": "20/m/ip",
    "class_visit": "30/h/key",
    "event_sign_up": "20/m/ip",
    "support_code": "20/m/ip",
    "story_told": "10/m/ip",
    # a tablet at the door, or a phone of many behind one address
    "felt_heard": "30/m/ip",
    # a program that reads every measure of a release at once
    "released_figures": "600/m/user",
}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an administrator makes the account; nobody signs up by herself
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Thuis"
MFA_ADAPTER = "thuis.foundation.accounts.sealing.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "thuis.foundation.accounts.signing.CodeForm",
    "reauthenticate": "thuis.foundation.accounts.signing.CodeAgainForm",
}

SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_NAME = "__Host-language" if HTTPS else "django_language"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "thuis.config.errors.csrf_failure"
BEHIND_PROXY = os.environ.get("THUIS_BEHIND_PROXY") == "1"
# Rate limits count visitors, not the proxy.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
# The largest file that is taken (core/intake/limits.py), and a little for the form around it.
LARGEST_BODY = 65 * 1024 * 1024

EMAIL_BACKEND = os.environ.get("THUIS_EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
EMAIL_HOST = os.environ.get("THUIS_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("THUIS_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("THUIS_SMTP_USER", "")
# THUIS_SMTP_PASSWORD, or the file secrets/smtp-password
EMAIL_HOST_PASSWORD = read_secret("smtp-password") if EMAIL_HOST_USER else ""
EMAIL_USE_TLS = os.environ.get("THUIS_SMTP_SECURITY") == "starttls"
EMAIL_USE_SSL = os.environ.get("THUIS_SMTP_SECURITY") == "tls"
EMAIL_TIMEOUT = 20
MAIL_DOMAIN = SITE_ADDRESS.split("//")[-1].split(":")[0]
# Who answers questions and complaints, as statements say.
CONTACT = os.environ.get("THUIS_CONTACT", os.environ.get("THUIS_MAIL_FROM", "thuis@localhost"))
DEFAULT_FROM_EMAIL = os.environ.get("THUIS_MAIL_FROM", "thuis@localhost")
# Where a mail that cannot be delivered comes back; feed that mailbox to `thuis mail bounces`.
MAIL_BOUNCES_TO = os.environ.get("THUIS_MAIL_BOUNCES", DEFAULT_FROM_EMAIL)
# Many mail servers take a sudden thousand for spam; 0 is as fast as the server takes them.
MAILS_PER_SECOND = float(os.environ.get("THUIS_MAILS_PER_SECOND", "20"))

# Requests are not logged: an address can carry a personal link. What is logged goes through a filter.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without-links": {"()": "thuis.config.logs.WithoutLinks"}},
    "formatters": {"one-line": {"()": "thuis.config.logs.OneLine"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "filters": ["without-links"], "formatter": "one-line"}
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    # a page that is not found or not allowed is a visitor's matter, not the operator's
    # a form without a token is noted by us, and not of a student: the line would say when she answered
    "loggers": {"django.request": {"level": "ERROR"}, "django.security.csrf": {"level": "ERROR"}},
}
