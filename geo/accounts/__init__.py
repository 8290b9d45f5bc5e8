"""Accounts of several sources laid beside each other: who is one side, what comes from one origin, how they differ.

What `geo.control` (all sources on a day) and `geo.comparison` (two sets of sources) have in common.
"""

from geo.accounts.compared import Compared, answers_listed
from geo.accounts.sides import SideOf, origin_labels, side_lookup, side_numbers
from geo.accounts.surroundings import areas_of

__all__ = ["Compared", "SideOf", "answers_listed", "areas_of", "origin_labels", "side_lookup", "side_numbers"]
