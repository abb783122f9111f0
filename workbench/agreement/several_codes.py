"""How far apart two readings are where a unit can have several codes at once.

A reading is the set of codes a reader gave; the empty set is a reading like any other, and two
empty sets agree.
"""

import numpy as np

from workbench.agreement.tally import Array


def jaccard(members: Array) -> Array:
    """Give Jaccard's distance between any two sets: one less the share of codes in both.

    Jaccard (1912), The distribution of the flora in the alpine zone.

    Parameters
    ----------
    members
        Sets × codes, true where the code is in the set.
    """
    return 1 - _in_common(members)


def masi(members: Array) -> Array:
    """Give the MASI distance between any two sets, in the form of Passonneau (2006).

    Passonneau (2006), Measuring agreement on set-valued items: one less Jaccard's share times 1
    for equal sets, .67 where one holds the other, .33 where they overlap, and 0 where they have
    nothing in common. Other programs weigh the distance instead and print other figures.
    """
    members = members.astype(float)
    both, sizes = members @ members.T, members.sum(axis=1)
    one, other = sizes[:, None], sizes[None, :]
    equal = (both == one) & (both == other)
    within = (both == one) | (both == other)
    weight = np.select([equal, both == 0, within], [1.0, 0.0, 0.67], 0.33)
    return 1 - _in_common(members) * weight


def _in_common(members: Array) -> Array:
    members = members.astype(float)
    both, sizes = members @ members.T, members.sum(axis=1)
    together = sizes[:, None] + sizes[None, :] - both
    return np.where(together > 0, both / np.maximum(together, 1), 1.0)
