import itertools

import numpy as np
import pytest

from geo.store import SOURCE_COLOURS, source_colour

# Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB.
SIGHTS = {
    "full": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
}
TO_CONES = [[0.412221, 0.536333, 0.051446], [0.211903, 0.680700, 0.107397], [0.088302, 0.281719, 0.629979]]
TO_LAB = [[0.210454, 0.793618, -0.004072], [1.977998, -2.428592, 0.450594], [0.025904, 0.782772, -0.808676]]


def linear(colour):
    channels = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def oklab(light):
    return np.array(TO_LAB) @ np.cbrt(np.array(TO_CONES) @ np.clip(light, 0, 1))


@pytest.mark.parametrize("sight", SIGHTS)
def test_the_first_eight_sources_are_told_apart_by_every_reader(sight):
    seen = [oklab(np.array(SIGHTS[sight]) @ linear(colour)) for colour in SOURCE_COLOURS[:8]]
    assert min(np.linalg.norm(a - b) for a, b in itertools.combinations(seen, 2)) > 0.09


def test_every_colour_stands_out_from_both_papers():
    for colour in SOURCE_COLOURS:
        luminance = linear(colour) @ [0.2126, 0.7152, 0.0722]
        assert 1.0 / (luminance + 0.05) > 1.9, f"{colour} on light paper"
        assert (luminance + 0.05) / (0.05 + 0.0085) > 1.9, f"{colour} on dark paper"


def test_the_order_is_the_colour():
    assert len(set(SOURCE_COLOURS)) == 40
    assert source_colour(3) == SOURCE_COLOURS[3] == source_colour(43)
