"""Agreement over units: each function takes sums and gives one figure for each of their rows.

NaN stands where a figure is not defined; `why_undefined` says the reason in a sentence. Names of
authors stand for one definition each, since the literature uses several under one name.
"""

from collections.abc import Callable

import numpy as np

from workbench.agreement.tally import Array, Tally, share

Measure = Callable[[Tally], Array]


def percent_all_equal(sums: Tally) -> Array:
    """Give the share of units in which all readers gave the same value.

    One of two definitions of percent agreement: the stricter, for more than two readers.
    """
    return share(sums.all_equal, sums.units)


def percent_of_pairs(sums: Tally) -> Array:
    """Give the share of pairs of readings that are the same, each reading weighing as much.

    Where everybody read everything this is Holsti's (1969) agreement, averaged over the pairs of
    readers; otherwise it is one less Krippendorff's observed disagreement.
    """
    return 1 - share(sums.disagreement, sums.pairable)


def cohen(sums: Tally) -> Array:
    """Give Cohen's kappa for two readers.

    Cohen (1960), A coefficient of agreement for nominal scales. Chance is what each reader's own
    shares of the values would give.

    Raises
    ------
    ValueError
        There are not two readers.
    """
    if sums.by_reader.shape[1] != 2:
        raise ValueError("Cohen's kappa is for two readers")
    return conger(sums)


def conger(sums: Tally) -> Array:
    """Give Conger's kappa, which is Cohen's for any number of readers.

    Conger (1980), Integration and generalization of kappas for multiple raters: the mean observed
    and the mean expected agreement over the pairs of readers. It is not the mean of their kappas.
    """
    shares = share(sums.by_reader, sums.units[:, None, None])
    readers = shares.shape[1]
    chance = (shares.sum(axis=1) ** 2 - (shares**2).sum(axis=1)).sum(axis=1)
    return _beyond_chance(_observed(sums), chance / (readers * (readers - 1)))


def fleiss(sums: Tally) -> Array:
    """Give Fleiss' kappa, over the units that everybody read; for two readers Scott's pi.

    Fleiss (1971), Measuring nominal scale agreement among many raters. Chance is what all readers'
    shares of the values together would give.
    """
    return _beyond_chance(_observed(sums), (_shares_together(sums) ** 2).sum(axis=1))


def gwet(sums: Tally) -> Array:
    """Give Gwet's AC1, over the units that everybody read, with all values that could be given.

    Gwet (2008), Computing inter-rater reliability and its variance in the presence of high
    agreement. Where every reading is the same the formula would give 1; it is not defined here,
    as with the other coefficients, since nothing was told apart.
    """
    shares = _shares_together(sums)
    values = shares.shape[1]
    chance = (shares * (1 - shares)).sum(axis=1) / max(values - 1, 1)
    return np.where(chance > 0, _beyond_chance(_observed(sums), chance), np.nan)


def pabak(sums: Tally) -> Array:
    """Give the prevalence-adjusted and bias-adjusted kappa of two readers and two values.

    Byrt, Bishop and Carlin (1993), Bias, prevalence and kappa: twice the observed agreement less
    one, whatever the shares of the values, and so defined wherever there are units.
    """
    _two_by_two(sums)
    return 2 * _observed(sums) - 1


def prevalence_index(sums: Tally) -> Array:
    """Give how far apart the shares of “both” and “neither” are; Byrt and others (1993)."""
    _two_by_two(sums)
    marked = sums.by_reader[:, :, 1].sum(axis=1)
    return np.abs(share(marked - sums.units, sums.units))


def bias_index(sums: Tally) -> Array:
    """Give how far apart the two readers' shares of a value are; Byrt and others (1993)."""
    _two_by_two(sums)
    return np.abs(share(sums.by_reader[:, 0, 1] - sums.by_reader[:, 1, 1], sums.units))


def alpha(sums: Tally, distances: Array | None = None) -> Array:
    """Give Krippendorff's alpha for any number of readers, over units that two or more read.

    Krippendorff (2018), Content Analysis, 4th edition, chapter 12, with the correction for a
    finite number of readings.

    Parameters
    ----------
    distances
        Those that the readings were summed up with; None for nominal alpha.
    """
    squares = sums.totals**2
    if distances is None:
        expected = sums.pairable**2 - squares.sum(axis=1)
    else:
        expected = ((sums.totals @ distances) * sums.totals).sum(axis=1)
    expected = share(expected, sums.pairable * (sums.pairable - 1))
    return 1 - share(share(sums.disagreement, sums.pairable), expected)


def why_undefined(sums: Tally) -> str:
    """Say in a sentence why one row has no figure of those that need what everybody read."""
    if sums.units[0] == 0:
        return "Nothing here was finished by all of us."
    return why_undefined_by_pairs(sums)


def why_undefined_by_pairs(sums: Tally) -> str:
    """Say in a sentence why one row has no alpha or share of pairs."""
    if sums.pairable[0] == 0:
        return "Nothing here was finished by two of us."
    return (
        "Every reading here is the same, so agreement cannot be told from what would come about "
        "by chance."
    )


def _observed(sums: Tally) -> Array:
    return share(sums.equal_pairs, sums.units)


def _shares_together(sums: Tally) -> Array:
    together = sums.by_reader.sum(axis=1)
    return share(together, (sums.units * sums.by_reader.shape[1])[:, None])


def _beyond_chance(observed: Array, chance: Array) -> Array:
    # Shares are fractions: what is 1 but for the last bit leaves nothing beyond chance.
    left = np.where(1 - chance > 1e-12, 1 - chance, 0)
    return share(observed - chance, left)


def _two_by_two(sums: Tally) -> None:
    if sums.by_reader.shape[1:] != (2, 2):
        raise ValueError("this is for two readers and two values")
