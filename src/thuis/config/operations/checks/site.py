"""The address, what Django itself finds, static files, and whether this is a demo."""

from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import run_checks

from thuis.config.operations.checks.finding import Finding, unless

# What Django would say here and we do otherwise, each with the reason.
OTHERWISE: dict[str, str] = {
    "security.W001": "SafeHeaders sets these headers, in place of Django's SecurityMiddleware",
    "security.W002": "SafeHeaders forbids frames, except where the institution allows a site",
    "security.W003": "forged forms are refused by CsrfViewMiddleware, which is there",
    "security.W004": "SafeHeaders sends Strict-Transport-Security over https",
    "security.W008": "the web server in front sends http on to https",
    "security.W012": "told here in our own words, under 'address'",
    "security.W016": "told here in our own words, under 'address'",
    "templates.W003": "the same names stand in libraries on purpose",
}


def check_address() -> list[Finding]:
    host = urlsplit(settings.SITE_ADDRESS).hostname or ""
    wrong_hosts = "*" in settings.ALLOWED_HOSTS or host not in settings.ALLOWED_HOSTS
    return [
        *unless(
            settings.HTTPS,
            f"The address is {settings.SITE_ADDRESS}, without https: others can read along.",
            "Set THUIS_ADDRESS to the address that students see, beginning with https://.",
        ),
        *unless(
            not wrong_hosts,
            f"THUIS_HOSTS does not fit: it must name {host or 'the host'}, and never *.",
            f"Set THUIS_HOSTS={host}, with other names behind commas.",
        ),
        *unless(
            settings.BEHIND_PROXY or not settings.HTTPS,
            "The address has https, but THUIS_BEHIND_PROXY is not set: visitors count as one.",
            "Set THUIS_BEHIND_PROXY=1, and let the web server set X-Forwarded-Proto and X-Forwarded-For.",
        ),
    ]


def check_demo() -> list[Finding]:
    return [
        *unless(
            not settings.DEMO,
            "The demo is on: everybody can look through the eyes of everybody.",
            "Unset THUIS_DEMO.",
        ),
        *unless(
            not (Path(settings.HOME) / "demo-filled").exists(),
            "This installation holds the invented college of the demo.",
            "Begin with an empty THUIS_HOME.",
        ),
    ]


def check_django() -> list[Finding]:
    """Django's own checks of a deployment, without those that we settle otherwise."""
    found = run_checks(include_deployment_checks=True)
    return [
        Finding(f"Django says: {one.msg}", one.hint or "Look at this setting.", must=one.is_serious())
        for one in found
        if one.id not in OTHERWISE
    ]


def check_static() -> list[Finding]:
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    return unless(manifest.exists(), "The static files were not brought together.", "Run `thuis prepare`.")
