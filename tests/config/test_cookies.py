"""Over https every cookie says with its name that this host alone may set it."""

import ast
from pathlib import Path

import pytest
from django.test import Client

from thuis import config
from thuis.foundation.access.cookies import cookie_name


@pytest.fixture
def https(settings):
    settings.HTTPS = True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = settings.LANGUAGE_COOKIE_SECURE = True
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    settings.LANGUAGE_COOKIE_NAME = "__Host-language"
    return Client()


def assert_safe(cookies):
    assert cookies
    for name, cookie in cookies.items():
        assert name.startswith("__Host-" if cookie["path"] == "/" else "__Secure-"), name
        assert cookie["secure"], name
        assert cookie["httponly"], name
        assert cookie["samesite"] in {"Lax", "Strict"}, name
        assert not cookie["domain"], name


def test_the_name_follows_the_path_and_only_over_https(settings):
    assert cookie_name("x") == "x"
    settings.HTTPS = True
    assert cookie_name("x") == "__Host-x"
    assert cookie_name("x", path="/here/") == "__Secure-x"


@pytest.mark.django_db
def test_cookies_of_a_visitor(https):
    assert_safe(https.post("/theme/", {"theme": "dark"}, secure=True).cookies)
    assert_safe(https.post("/language/", {"language": "en"}, secure=True).cookies)
    assert_safe(https.get("/account/login/", secure=True).cookies)
    assert "dark" in https.get("/", secure=True).content.decode()


def test_cookies_of_a_colleague(https, ruben):
    ruben.defaults |= {"wsgi.url_scheme": "https"}
    answer = ruben.post("/approaches/lecturers/", {"names": "yes"})
    assert_safe({name: cookie for name, cookie in answer.cookies.items() if "self-check" in name})


def test_no_cookie_is_set_under_a_bare_name():
    source = Path(config.__file__).parents[1]
    bare = [
        f"{file.relative_to(source)}:{call.lineno}"
        for file in source.rglob("*.py")
        for call in ast.walk(ast.parse(file.read_text()))
        if isinstance(call, ast.Call)
        and getattr(call.func, "attr", "") in {"set_cookie", "set_signed_cookie", "delete_cookie"}
        and (isinstance(call.args[0], ast.Constant) or getattr(call.args[0], "id", "").isupper())
    ]
    assert bare == []
