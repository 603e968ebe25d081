"""Reads a drawn picture back: where its words stand, and every coordinate in it."""

import itertools
import xml.etree.ElementTree as ET
from dataclasses import dataclass

from thuis.core.charts.measure import width_of

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Words:
    text: str
    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other):
        return (
            self.left < other.right - 0.2
            and other.left < self.right - 0.2
            and self.top < other.bottom - 0.2
            and other.top < self.bottom - 0.2
        )


class Picture:
    def __init__(self, svg):
        self.root = ET.fromstring(svg)
        self.width, self.height = (float(one) for one in self.root.get("viewBox").split()[2:])
        self.texts = [_words(element) for element in self.all("text")]

    def all(self, name):
        return list(self.root.iter(SVG + name))

    def said(self):
        return [words.text for words in self.texts]

    def overlapping(self):
        pairs = itertools.combinations(self.texts, 2)
        return [(one.text, other.text) for one, other in pairs if one.touches(other)]

    def outside(self):
        """Coordinates and words that stick out of the picture."""
        wrong = [(x, y) for x, y in self.places() if not (0 <= x <= self.width and 0 <= y <= self.height)]
        return wrong + [
            words
            for words in self.texts
            if words.left < -0.2
            or words.right > self.width + 0.2
            or words.top < 0
            or words.bottom > self.height
        ]

    def places(self):
        for line in self.all("line"):
            yield from ((float(line.get("x" + i)), float(line.get("y" + i))) for i in "12")
        for rect in self.root.findall(SVG + "rect"):
            x, y = float(rect.get("x")), float(rect.get("y"))
            yield x, y
            yield x + float(rect.get("width")) - 0.2, y + float(rect.get("height")) - 0.2
        for circle in self.all("circle"):
            x, y, r = (float(circle.get(name)) for name in ("cx", "cy", "r"))
            yield from ((x - r, y - r), (x + r, y + r))
        for shape in (*self.all("polygon"), *self.all("polyline")):
            yield from (tuple(map(float, one.split(","))) for one in shape.get("points").split())

    def marks(self):
        """Everything that tells a figure by its place."""
        return [*self.all("circle"), *self.all("polygon"), *self.all("polyline")]


def _words(element):
    size = float(element.get("font-size", 13))
    bold = element.get("font-weight") == "700"
    wide = width_of(element.text or "", size, bold)
    wide += sum(width_of(span.text or "", size) for span in element)
    x, y = float(element.get("x")), float(element.get("y"))
    left = x - wide * {"start": 0, "middle": 0.5, "end": 1}[element.get("text-anchor", "start")]
    return Words("".join(element.itertext()), left, y - 0.75 * size, left + wide, y + 0.25 * size)
