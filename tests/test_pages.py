"""The auditing client refuses what it should refuse; else it guards nothing."""

import pytest

from tests.pages import audit

SOUND = (
    '<!doctype html><html lang="nl"><head><title>Begin · Thuis</title></head>'
    '<body><main id="content"><h1>Begin</h1>{}</main></body></html>'
)


def test_a_sound_page_has_no_problems():
    assert audit(SOUND.format('<p><a href="#content">Verder</a></p>')) == []


@pytest.mark.parametrize(
    ("part", "problem"),
    [
        ("<h1>Nog een</h1>", "exactly one h1"),
        ("<p id='a'></p><p id='a'></p>", "the id a stands there 2 times"),
        ("<input name='who'>", "has no label"),
        ("<button></button>", "has no words"),
        ("<script>1</script>", "inline script"),
        ("<p style='color:red'>x</p>", "inline attribute style"),
        ("<button onclick='x()'>x</button>", "inline attribute onclick"),
        ("<a href='#nowhere'>x</a>", "leads nowhere"),
        ("<p aria-describedby='gone'>x</p>", "points nowhere"),
        ("<img src='https://example.org/x.png' alt=''>", "comes from elsewhere"),
        ("<table><tr><td>1</td></tr></table>", "no caption"),
        ("<svg><use href='/static/components/icons.svg#unicorn'/></svg>", "no icon unicorn"),
        ("<p><div>x</div></p>", "not valid HTML"),
        ("<p>Dag &lt;function name at 0x7f&gt;</p>", "an object of Python"),
    ],
)
def test_an_unsound_part_is_a_problem(part, problem):
    assert problem in "\n".join(audit(SOUND.format(part)))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (" · Thuis", "", "a title says"),
        ('lang="nl"', "", "html has lang"),
        ("<!doctype html>", "", "not valid HTML"),
    ],
)
def test_a_page_without_its_frame_is_a_problem(old, new, problem):
    assert problem in "\n".join(audit(SOUND.format("").replace(old, new)))


def test_a_labelled_control_is_fine_either_way():
    around = "<label>Naam <input name='a'></label>"
    before = "<label for='b'>Naam</label><input id='b' name='b'>"
    assert audit(SOUND.format(around + before)) == []


def test_the_front_door_is_sound_in_both_languages(anonymous, ineke):
    assert anonymous.get("/").status_code == 200
    assert ineke.get("/", headers={"accept-language": "en"}).status_code == 200


def test_each_member_of_the_cast_has_her_role(marit, otto, bridge):
    role = marit.user.person.roles.get()
    assert (role.kind, role.unit) == ("manager", bridge.social_work)
    assert not otto.user.person.roles.exists()
