import gzip
import json

import numpy as np
import pytest

from geo.feed.basemap import basemap_message
from geo.feed.columns import unpack_columns


def feature(name, kind, coordinates):
    return {"type": "Feature", "properties": {"name": name}, "geometry": {"type": kind, "coordinates": coordinates}}


SQUARE = [[0, 0], [10, 0], [10, 10], [0, 0]]
HOLE = [[1, 1], [2, 1], [2, 2], [1, 1]]
BASEMAP = {
    "attribution": "somebody",
    "labels": [
        {"name": "Province", "kind": "province", "rank": 9, "lon": 36.5, "lat": 35.25, "min_zoom": 6},
        {"name": "Town", "kind": "town", "rank": 3},
        {"name": "City", "kind": "town", "rank": 8},
        {"name": "Country", "kind": "country", "rank": 1},
    ],
    "layers": {
        "countries": {"features": [feature("A", "Polygon", [SQUARE, HOLE]),
                                   feature("B", "MultiPolygon", [[SQUARE], [HOLE]])]},
        "rivers": {"features": [feature("R", "LineString", [[179, 0], [-179, 0], [-178, 60]]),
                                feature("point", "LineString", [[1, 1]])]},
    },
}  # fmt: skip


@pytest.fixture(params=["plain", "zipped"])
def columns(request, tmp_path):
    path = tmp_path / ("basemap.json" if request.param == "plain" else "basemap.json.gz")
    text = json.dumps(BASEMAP).encode()
    path.write_bytes(text if request.param == "plain" else gzip.compress(text))
    return unpack_columns(basemap_message(path))


def test_layers_features_and_lines_keep_their_order(columns):
    header, arrays = columns
    assert header["layers"] == [["countries", 2], ["rivers", 2]]
    assert arrays["feature_starts"].tolist() == [0, 2, 4, 5, 5]
    assert arrays["shape_starts"].tolist() == [0, 4, 8, 12, 16, 19]
    # In the order in which names claim their room on the map.
    assert header["label_names"].split("\n") == ["Country", "City", "Town", "Province"]
    assert [header["label_kinds"][at] for at in arrays["label_kind"]] == ["country", "town", "town", "province"]
    assert arrays["label_rank"].tolist() == [1, 8, 3, 9]
    assert [arrays[f"label_{name}"][-1] for name in ("lon", "lat", "min_zoom")] == [36.5, 35.25, 6]
    assert header["attribution"] == "somebody"


def test_points_lie_on_the_plane_and_go_on_beyond_180_degrees(columns):
    _, arrays = columns
    x, y = arrays["points"][::2], arrays["points"][1::2]
    assert x[:2].tolist() == pytest.approx([0.5, 0.5 + 10 / 360])
    assert y[0] == 0.5
    river = x[arrays["shape_starts"][4] :]
    assert river.tolist() == pytest.approx([0.5 + 179 / 360, 0.5 + 181 / 360, 0.5 + 182 / 360])
    assert y[-1] == pytest.approx(0.5 - np.arcsinh(np.tan(np.radians(60))) / (2 * np.pi))


def test_each_line_has_the_box_around_its_points(columns):
    _, arrays = columns
    points, starts = arrays["points"].reshape(-1, 2), arrays["shape_starts"].tolist()
    for box, begin, end in zip(arrays["boxes"].reshape(-1, 4), starts[:-1], starts[1:], strict=True):
        assert box.tolist() == [*points[begin:end].min(axis=0), *points[begin:end].max(axis=0)]
