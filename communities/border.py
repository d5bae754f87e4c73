"""Where Hungary is, as roughly as a check of typed coordinates needs it."""

from itertools import pairwise

# Corners of the border (degrees north, degrees east), clockwise from the westernmost village. Straight lines between
# them leave the true border by less than TOLERANCE.
CORNERS = (
    (46.87, 16.11), (47.00, 16.29), (47.27, 16.45), (47.41, 16.46), (47.52, 16.69), (47.70, 16.43), (47.74, 16.66),
    (47.67, 16.86), (47.71, 17.06), (48.01, 17.16), (47.87, 17.48), (47.75, 17.85), (47.75, 18.30), (47.82, 18.78),
    (48.06, 18.83), (48.08, 19.20), (48.19, 19.52), (48.18, 19.84), (48.27, 20.30), (48.52, 20.48), (48.57, 20.82),
    (48.52, 21.23), (48.58, 21.44), (48.36, 21.72), (48.37, 22.13), (48.25, 22.38), (48.10, 22.88), (47.95, 22.90),
    (47.77, 22.42), (47.55, 22.01), (47.12, 21.80), (46.97, 21.62), (46.62, 21.30), (46.28, 21.05), (46.15, 20.72),
    (46.12, 20.26), (46.17, 19.70), (45.99, 19.20), (45.92, 18.88), (45.75, 18.45), (45.79, 18.12), (45.95, 17.40),
    (46.22, 16.97), (46.40, 16.66), (46.53, 16.50), (46.70, 16.38),
)  # fmt: skip
TOLERANCE = 0.1  # degrees of latitude: 11 km
SHORTER = 0.68  # a degree of longitude, in degrees of latitude, at 47 degrees north: its cosine


def is_in_hungary(latitude: float, longitude: float) -> bool:
    """Whether a place in degrees lies in Hungary, or within ten kilometres of it: better let pass than refuse."""
    edges = list(pairwise((*CORNERS, CORNERS[0])))
    return _is_inside(latitude, longitude, edges) or any(
        _distance(latitude, longitude, *edge) <= TOLERANCE for edge in edges
    )


def _is_inside(latitude: float, longitude: float, edges: list) -> bool:
    """By the number of edges west of the place (the even-odd rule)."""
    is_inside = False
    for (south, west), (north, east) in edges:
        if (south > latitude) != (north > latitude):
            crossing = west + (latitude - south) / (north - south) * (east - west)
            is_inside ^= crossing < longitude
    return is_inside


def _distance(
    latitude: float, longitude: float, start: tuple[float, float], end: tuple[float, float]
) -> float:
    """From a place to the nearest point of an edge, in degrees of latitude."""
    along = complex((end[1] - start[1]) * SHORTER, end[0] - start[0])
    there = complex((longitude - start[1]) * SHORTER, latitude - start[0])
    share = max(0.0, min(1.0, (there * along.conjugate()).real / abs(along) ** 2))
    return abs(there - share * along)
