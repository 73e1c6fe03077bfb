"""The map of flows as paths of an SVG: Equal Earth projection, centre 12° E, cut at 60° N and 51° S.

Projection: Šavrič, Patterson, Jenny 2018. The numbers of the frame belong to the land in ``parts/land.svg``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import asin, atan2, cos, hypot, radians, sin, sqrt, tau

from southsouth.catalogue.queries import Flow

A1, A2, A3, A4, M = 1.340264, -0.081106, 0.000893, 0.003796, sqrt(3) / 2
SCALE, EAST, NORTH, CENTRE = 184.83425, 382.0, 201.155, 12.0
NORTHERNMOST, SOUTHERNMOST = 60.0, -51.0
DRAWN = 40
"""Flows drawn at most; the table beside the map has all."""
SHORT_OF = 4.0
"""How far before its country an arrow ends."""
BARB, SPREAD = 9.0, tau / 13

Point = tuple[float, float]
Places = Mapping[str, Point]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Values of ``d`` attributes, and how many flows they show."""

    meetings: str
    arcs: str
    tips: str
    exporters: str
    importers: str
    count: int


def place(longitude: float, latitude: float) -> Point:
    """Where a place lies in the frame of 882 × 378."""
    t = asin(M * sin(radians(latitude)))
    turned = radians((longitude - CENTRE + 180) % 360 - 180)
    x = turned * cos(t) / (M * (A1 + 3 * A2 * t * t + t**6 * (7 * A3 + 9 * A4 * t * t)))
    y = t * (A1 + A2 * t * t + t**6 * (A3 + A4 * t * t))
    return EAST + SCALE * x, NORTH - SCALE * y


def places(rows: Iterable[tuple[str, float | None, float | None]]) -> dict[str, Point]:
    """Countries inside the frame, by code, from (code, longitude, latitude)."""
    return {
        code: place(longitude, latitude)
        for code, longitude, latitude in rows
        if longitude is not None and latitude is not None and SOUTHERNMOST <= latitude <= NORTHERNMOST
    }


def drawing(flows: Sequence[Flow], meetings: Iterable[str], known: Places) -> Drawing:
    """The largest flows between places that are known, and the countries where the network met."""
    drawn = [flow for flow in flows if flow.exporter in known and flow.importer in known][:DRAWN]
    curves = [curve(known[flow.exporter], known[flow.importer]) for flow in drawn]
    return Drawing(
        meetings=_dots(known[code] for code in sorted(set(meetings)) if code in known),
        arcs="".join(arc for arc, _ in curves),
        tips="".join(tip for _, tip in curves),
        exporters=_dots(known[code] for code in sorted({flow.exporter for flow in drawn})),
        importers=_dots(known[code] for code in sorted({flow.importer for flow in drawn})),
        count=len(drawn),
    )


def curve(start: Point, goal: Point) -> tuple[str, str]:
    """A line from one place to another, bowed upward, and the tip of its arrow."""
    across, down = goal[0] - start[0], goal[1] - start[1]
    length = hypot(across, down) or 1.0
    lift = 0.34 * length / (1 + length / 1400)
    side = -1.0 if across >= 0 else 1.0
    bend = (start[0] + across / 2 - side * down / length * lift, start[1] + down / 2 + side * across / length * lift)
    angle = atan2(goal[1] - bend[1], goal[0] - bend[0])
    end = (goal[0] - SHORT_OF * cos(angle), goal[1] - SHORT_OF * sin(angle))
    barbs = [(end[0] - BARB * cos(angle + turn), end[1] - BARB * sin(angle + turn)) for turn in (SPREAD, -SPREAD)]
    return f"M{_at(start)}Q{_at(bend)} {_at(end)}", f"M{_at(barbs[0])}L{_at(end)} {_at(barbs[1])}"


def _dots(points: Iterable[Point]) -> str:
    """Lines without length, whose round caps are the dots."""
    return "".join(f"M{_at(point)}h0" for point in points)


def _at(point: Point) -> str:
    return f"{round(point[0])} {round(point[1])}"
