"""The rule on a view decides before the view runs."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse

from tests import cast, factories
from thuis.core.errors import NotAllowed
from thuis.foundation.access.rules import anyone, open_to, permitted, signed_in


def ask(rf, rule, user):
    request = rf.get("/somewhere/?page=2")
    request.user = user
    return open_to(rule)(lambda request: HttpResponse("in"))(request)


def test_a_visitor_is_sent_to_the_door_and_back(rf, db):
    answer = ask(rf, signed_in, AnonymousUser())
    assert answer.headers["Location"] == "/account/login/?next=/somewhere/%3Fpage%3D2"


def test_whoever_is_signed_in_comes_in(rf, db):
    assert ask(rf, signed_in, factories.user(cast.OTTO)).content == b"in"


def test_what_is_open_to_anyone_is_open_to_a_visitor(rf):
    assert ask(rf, anyone("A reason that the privacy officer reads."), AnonymousUser()).content == b"in"


def test_a_permission_decides(rf, db):
    user = factories.user(cast.OTTO)
    assert ask(rf, permitted("always", lambda user: True), user).content == b"in"
    with pytest.raises(NotAllowed):
        ask(rf, permitted("never", lambda user: False), user)


def test_the_view_carries_its_rule_for_the_guard():
    assert open_to(signed_in)(lambda request: HttpResponse()).access_rule is signed_in
