"""The examples in `deploy` name what exists, shut what can be shut, and log no links."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from thuis.config.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
SERVICES = sorted((DEPLOY / "systemd").glob("*.service"))
SHUT = {
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "NoNewPrivileges": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "CapabilityBoundingSet": "",
    "UMask": "0077",
    "LimitCORE": "0",
    "User": "thuis",
}
CALL = re.compile(r"thuis ([a-z-]+)(.*)")


def read(name):
    return (DEPLOY / name).read_text()


def facts(path):
    return dict(
        line.split("=", 1) for line in path.read_text().splitlines() if "=" in line and line[0] not in "#["
    )


def source():
    return "\n".join(path.read_text() for path in (ROOT / "src").rglob("*.py"))


def options():
    return set(re.findall(r"\"(--[a-z-]+)\"", source()))


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_a_service_calls_a_command_that_exists_with_options_that_exist(path):
    subject, rest = CALL.search(facts(path)["ExecStart"]).groups()
    assert (subject, "") in COMMANDS
    assert set(re.findall(r"--[a-z-]+", rest)) <= options()


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_a_service_is_shut_but_for_its_own_home(path):
    found = facts(path)
    assert {name: found.get(name) for name in SHUT} == SHUT
    assert "MemoryMax" in found
    assert found["ReadWritePaths"].split()[0] == "/srv/thuis"


def test_the_copy_is_made_after_answers_were_shuffled():
    hour = re.search(r"OnCalendar=.* (\d\d):(\d\d)", read("systemd/thuis-backup.timer"))
    assert (int(hour[1]), int(hour[2])) >= (4, 15)


def test_every_setting_is_read_somewhere():
    assert set(re.findall(r"^(THUIS_\w+)=", read("thuis.env"), re.M)) <= set(
        re.findall(r"THUIS_\w+", source())
    )


def test_no_secret_stands_among_the_settings():
    assert not re.search(r"^THUIS_\w*(KEY|PASSWORD)", read("thuis.env"), re.M)


def test_web_servers_keep_no_log_of_addresses():
    nginx, caddy = read("nginx.conf"), read("Caddyfile")
    assert nginx.count("access_log off;") == nginx.count("server {") == 2
    assert all(
        words in {"/dev/null", "/var/log/nginx/thuis-error.log crit"}
        for words in re.findall(r"error_log (.*);", nginx)
    )
    assert "request delete" in caddy
    assert not re.search(r"^thuis[^}]*\n\tlog", caddy, re.M)


def test_a_visitor_cannot_say_who_she_is():
    assert "X-Forwarded-For $remote_addr;" in read("nginx.conf")
    assert "trusted_proxies" not in read("Caddyfile")


def test_a_program_that_sends_its_key_in_the_open_is_refused_and_a_page_is_sent_on():
    nginx = re.sub(r"\s+", " ", read("nginx.conf").partition("listen 443")[0])
    assert "location /api/ { return 403; } location / { return 301 https://$host$request_uri; }" in nginx
    caddy = re.sub(r"\s+", " ", read("Caddyfile").partition("http://")[2])
    assert 'handle /api/* { respond "Use https." 403 }' in caddy
    assert "handle { redir https://{host}{uri} permanent }" in caddy


def test_a_roster_of_the_largest_size_comes_through():
    from thuis.core.intake.limits import Limits

    room = Limits().file_bytes
    assert int(re.search(r"client_max_body_size (\d+)m;", read("nginx.conf"))[1]) * 2**20 > room
    assert int(re.search(r"max_size (\d+)MB", read("Caddyfile"))[1]) * 10**6 > room


def test_the_image_copies_what_exists_and_runs_as_nobody_in_particular():
    recipe = read("Containerfile")
    copied = [name for line in re.findall(r"^COPY (.*)", recipe, re.M) for name in line.split()[:-1]]
    assert [name for name in copied if not (ROOT / name).exists()] == []
    assert re.search(r"^USER 10001$", recipe, re.M)
    for words in re.findall(r"^(?:CMD|ENTRYPOINT) (\[.*\])", recipe, re.M):
        assert set(re.findall(r"--[a-z-]+", words)) <= options()
    assert 'CMD ["serve"' in recipe


def programs(name):
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"NOT RUN ON THIS MACHINE: {name} is not installed, so its example was not read by it")
    return found


@pytest.mark.parametrize("path", sorted((DEPLOY / "systemd").iterdir()), ids=lambda path: path.name)
def test_systemd_understands_it(path, tmp_path):
    copy = tmp_path / path.name
    copy.write_text(path.read_text().replace("/opt/thuis/.venv/bin/thuis", "/bin/true"))
    if path.suffix == ".timer":
        service = path.with_suffix(".service")
        (tmp_path / service.name).write_text(
            service.read_text().replace("/opt/thuis/.venv/bin/thuis", "/bin/true")
        )
    done = subprocess.run([programs("systemd-analyze"), "verify", copy], capture_output=True, text=True)
    about_this = [line for line in done.stderr.splitlines() if path.stem in line]
    assert about_this == []


def test_caddy_understands_it(tmp_path):
    command = [programs("caddy"), "validate", "--adapter", "caddyfile", "--config", DEPLOY / "Caddyfile"]
    done = subprocess.run(
        command, capture_output=True, text=True, env={"HOME": str(tmp_path), "PATH": "/usr/bin"}
    )
    assert done.returncode == 0, done.stderr


def test_nginx_understands_it(tmp_path):
    program = programs("nginx")
    openssl = [programs("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=x"]
    subprocess.run(
        [*openssl, "-keyout", tmp_path / "privkey.pem", "-out", tmp_path / "fullchain.pem"],
        capture_output=True,
    )
    site = (
        read("nginx.conf").replace("/etc/ssl/thuis", str(tmp_path)).replace("/var/log/nginx", str(tmp_path))
    )
    site = re.sub(
        r"(listen (?:\[::\]:)?)(80|443)", r"\g<1>18\2", site
    )  # who tests may not open the real ones
    (tmp_path / "site").write_text(site)
    frame = f"pid {tmp_path}/pid; error_log {tmp_path}/log; events {{}}"
    frame += f" http {{ include {tmp_path}/site; access_log off; }}"
    (tmp_path / "nginx.conf").write_text(frame)
    done = subprocess.run([program, "-t", "-c", tmp_path / "nginx.conf"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
