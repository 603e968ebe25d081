"""What must nowhere stand in the source: ways in that a careful reader would have to judge one by one."""

import ast
import os
import re
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver

from thuis import config
from thuis.warehouse.moments import quoted

SOURCE = Path(config.__file__).parents[1]
CODE = {path.relative_to(SOURCE).as_posix(): path.read_text() for path in sorted(SOURCE.rglob("*.py"))}
KINDS = (ast.Call, ast.Import, ast.ImportFrom)
PAGES = {path.relative_to(SOURCE).as_posix(): path.read_text() for path in sorted(SOURCE.rglob("*.html"))}
SCRIPTS = {path.relative_to(SOURCE).as_posix(): path.read_text() for path in sorted(SOURCE.rglob("*.js"))}

# Modules that run code from bytes, speak to other machines, or start programs; where they may stand, and why.
MAY_IMPORT: dict[str, dict[str, str]] = {
    "pickle": {},
    "marshal": {},
    "shelve": {},
    "yaml": {},
    "ldap": {},
    "ftplib": {},
    "telnetlib": {},
    "http.client": {},
    "requests": {},
    "httpx": {},
    "urllib.request": {
        "client/reading.py": "the client for programs; it runs at the reader's, never in the site"
    },
    "smtplib": {
        "foundation/mail/postman.py": "to the mail server of the settings",
        "foundation/accounts/mail.py": "names its errors",
        "config/operations/checks/around.py": "greets the mail server of the settings, when an operator asks",
    },
    "socket": {
        "foundation/mail/postman.py": "an option of the connection to the mail server",
        "config/operations/beat.py": "a word to the service manager of this machine",
    },
    "subprocess": {
        "config/commands/serve.py": "starts the server and the worker with our own words",
        "config/operations/postgres.py": "pg_dump and pg_restore with our own words, when an operator asks",
        "config/operations/checks/around.py": "asks the machine about its clock, when an operator asks",
    },
    "xml.parsers": {"core/intake/formats/workbook.py": "refuses a document type, so there are no entities"},
    "xml.sax": {"core/charts/paper/ink.py": "escapes what is written into a drawing"},
    "xml.dom": {},
    "lxml": {},
}
MARKS_SAFE = {
    "config/bookshelf/__init__.py": "documents of this repository, which nobody types into a site",
    "foundation/components/templatetags/parts.py": "shapes of that file; rows and bars of escaped words",
    "foundation/mail/letters.py": "urlize has escaped it",
    "rooms/approaches/views/scan.py": "a code drawn by us from an address of ours",
    "rooms/monitor/presenters/ambassadors.py": "a code drawn by us from an address of ours",
}
POSTS_WITHOUT_TOKEN = {"reminders/stop/<str:token>/"}  # mail programs post there (RFC 8058)


@cache
def trees():
    """What a module calls and imports, per module; read when the first test asks."""
    return {
        name: [node for node in ast.walk(ast.parse(text)) if isinstance(node, KINDS)]
        for name, text in CODE.items()
    }


def imported(name):
    for node in trees()[name]:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("module", MAY_IMPORT)
def test_what_can_reach_outside_or_run_bytes_stands_where_it_may(module):
    found = {
        name for name in CODE if any(one == module or one.startswith(module + ".") for one in imported(name))
    }
    assert found == set(MAY_IMPORT[module])


def test_no_code_is_made_from_text():
    found = [
        f"{name}:{node.lineno}"
        for name, nodes in trees().items()
        for node in nodes
        if isinstance(node, ast.Call)
        and (
            getattr(node.func, "id", "") in {"eval", "exec", "__import__"}
            or getattr(node.func, "attr", "") == "popen"
            or ast.unparse(node.func) == "os.system"
            or any(key.arg == "shell" for key in node.keywords)
        )
    ]
    assert found == []


def test_templates_are_files_and_escape_what_they_print():
    assert [
        name for name, text in PAGES.items() if re.search(r"autoescape off|\|\s*safe\b|safeseq", text)
    ] == []
    assert {name for name, text in CODE.items() if "mark_safe(" in text} == set(MARKS_SAFE)
    assert [name for name, text in CODE.items() if re.search(r"\bTemplate\(|template\.Engine", text)] == []


def test_scripts_write_no_markup_and_keep_nothing():
    unsafe = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|Function\(|localStorage|postMessage"
    )
    unsafe += r"|sessionStorage|indexedDB|__proto__|document\.cookie"
    assert SCRIPTS
    assert [name for name, text in SCRIPTS.items() if re.search(unsafe, text)] == []


def routes(patterns=None, prefix=""):
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if hasattr(one, "url_patterns"):
            yield from routes(one.url_patterns, prefix + str(one.pattern))
        else:
            yield prefix + str(one.pattern), one.callback


def test_every_form_needs_its_token_but_one():
    assert {path for path, view in routes() if getattr(view, "csrf_exempt", False)} == POSTS_WITHOUT_TOKEN


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/language/", "/account/link/", "/account/login/", "/account/logout/", "/lost-link/"]
)
def test_a_form_of_another_site_is_refused(path):
    stranger = Client(enforce_csrf_checks=True)
    stranger.get("/account/login/")
    posted = {"email": "a@b.example", "csrfmiddlewaretoken": "x" * 64}
    answer = stranger.post(path, posted)
    assert (answer.status_code, answer.templates[0].name) == (400, "errors/error.html")


def test_no_setting_turns_pages_with_secrets_on():
    from thuis.config import settings as own

    assert own.DEBUG is False
    assert "THUIS_DEBUG" not in CODE["config/settings.py"]
    assert not [app for app in settings.INSTALLED_APPS if app in {"django.contrib.admin", "debug_toolbar"}]
    assert own.SECURE_PROXY_SSL_HEADER is None  # unless a proxy is announced
    assert own.ALLAUTH_TRUSTED_PROXY_COUNT == 0


def test_what_a_visitor_says_about_her_address_is_believed_of_the_last_proxy_only(rf, settings):
    from allauth.core.internal.httpkit import get_client_ip

    asked = rf.get("/", headers={"x-forwarded-for": "2001:db8::7, 2001:db8::9"}, REMOTE_ADDR="2001:db8::1")
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    assert get_client_ip(asked) == "2001:db8::1"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert get_client_ip(asked) == "2001:db8::9"


def test_only_an_announced_proxy_says_that_the_visitor_came_over_https(rf, settings):
    asked = rf.get("/", headers={"x-forwarded-proto": "https"})
    settings.SECURE_PROXY_SSL_HEADER = None
    assert not asked.is_secure()


@pytest.mark.parametrize("name", ['a"b', 'x" FROM y; DROP TABLE z; --', "a b"])
def test_a_name_in_sql_stays_one_name(name):
    import duckdb

    with duckdb.connect() as connection:
        answer = connection.execute(f"SELECT 1 AS {quoted(name)}")
        assert [column[0] for column in answer.description] == [name]


@pytest.mark.parametrize("path", ["/account/login/", "/account/password/reset/"])
@pytest.mark.django_db
def test_a_password_is_masked_and_may_be_pasted(path):
    page = Client().get(path).content.decode()
    fields = re.findall(r"<input[^>]*name=\"password[^>]*>", page)
    assert all('type="password"' in field and "onpaste" not in field for field in fields)
    assert fields or path.endswith("reset/")
    assert 'autocomplete="off"' not in page


def test_a_line_break_makes_no_header_of_a_mail_or_an_answer():
    from django.core.mail import EmailMessage
    from django.http import HttpResponse

    with pytest.raises(ValueError, match="newlines"):
        EmailMessage("a\nBcc: everybody@b.example", "", "x@y.example", ["a@b.example"]).message()
    with pytest.raises(ValueError, match="newlines"):
        HttpResponse(headers={"Content-Disposition": "attachment\r\nSet-Cookie: a=b"})


def test_a_form_takes_the_fields_that_it_names():
    taken = [
        name
        for name, text in CODE.items()
        if re.search(r"__all__\"|^\s+exclude = |\*\*request\.", text, re.M)
    ]
    assert [name for name in taken if "migrations" not in name] == []


@pytest.mark.parametrize(
    "path", ["/static/", "/static/components/", "/.git/config", "/static/../settings.py"]
)
@pytest.mark.django_db
def test_nothing_but_static_files_is_served(path):
    assert Client().get(path).status_code == 404


def test_databases_and_secrets_are_for_the_service_alone(tmp_path, monkeypatch):
    from thuis.config import cli
    from thuis.config.secrets import create_missing_secrets

    monkeypatch.setenv("THUIS_HOME", str(tmp_path))
    before = os.umask(0)
    try:
        assert cli.main(["nothing", "like-this"]) == 2
        (tmp_path / "thuis.sqlite3").touch()
        create_missing_secrets()
    finally:
        os.umask(before)
    found = [path for path in tmp_path.rglob("*") if path.stat().st_mode & 0o077]
    assert (len(list(tmp_path.rglob("*"))) > 4, found) == (True, [])


@pytest.mark.django_db
def test_one_parameter_does_not_stand_for_another():
    """What stands in the address is not read as if it were posted."""
    answer = Client().post(
        "/theme/?theme=dark&next=//elsewhere.example/", {"theme": "light", "next": "/privacy/"}
    )
    assert (answer.cookies["theme"].value, answer.headers["Location"]) == ("light", "/privacy/")
