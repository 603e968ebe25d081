"""Walking through the questionnaire as a browser does: read the form, fill it in, send it."""

import re

FIRST_OF = {"frequency": "1", "agreement": "3"}


def answers_on(html, choose):
    """One answer per question on a page, chosen by `choose(code, values)`."""
    values = {}
    for code, value in re.findall(r'name="([A-Z]+\w*)" value="([^"]*)"', html):
        values.setdefault(code, []).append(value)
    return {
        code: choose(code, [value for value in options if value not in {"", "rather-not"}])
        for code, options in values.items()
    }


def middle(code, values):
    return values[len(values) // 2]


def lowest(code, values):
    return values[0]


def fill_in(client, choose=middle, extra=()):
    """From the welcome to the letter; returns the addresses that were visited."""
    response = client.post("/monitor/start/")
    visited = []
    while "/letter/" not in response.url:
        address = response.url
        visited.append(address)
        page = client.get(address)
        if address.endswith("/more/"):
            response = client.post(address, {"go": "more" if extra else "letter", "modules": list(extra)})
        else:
            response = client.post(address, {**answers_on(page.content.decode(), choose), "go": "next"})
    return visited
