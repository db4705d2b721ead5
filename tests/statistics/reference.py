"""Writes reference.rs: what other implementations answer to the same questions.

    python3 -m venv env
    env/bin/pip install scipy numpy statsmodels lifelines pymannkendall mpmath
    env/bin/python tests/statistics/reference.py > tests/statistics/reference.rs
"""
import warnings
from math import exp, sqrt

import lifelines
import lifelines.utils
import mpmath as mp
import numpy as np
import pymannkendall
import scipy
import scipy.stats as st
import statsmodels
from statsmodels.duration.survfunc import SurvfuncRight
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

warnings.simplefilter("ignore")
PMK = "1.4.3"


def lit(x):
    if isinstance(x, (list, tuple, np.ndarray)):
        return "&[" + ", ".join(lit(v) for v in x) + "]"
    if x is None or (isinstance(x, float) and (np.isnan(x) or np.isinf(x))):
        return "None"
    if isinstance(x, (bool, np.bool_)):
        return str(bool(x)).lower()
    if isinstance(x, (int, np.integer)):
        return f"{int(x):_}"
    return repr(float(x))


class Some:
    def __init__(self, v):
        self.v = v


def cell(x):
    if isinstance(x, Some):
        return "None" if x.v is None or np.isnan(x.v) or np.isinf(x.v) else f"Some({lit(x.v)})"
    return lit(x)


def table(name, kind, rows, *doc):
    for line in doc:
        print(f"/// {line}")
    print(f"pub(super) const {name}: &[{kind}] = &[")
    for row in rows:
        print("    (" + ", ".join(cell(c) for c in row) + "),")
    print("];\n")


print("//! What other implementations answer; written by `reference.py` beside this file.\n")
print("#![expect(clippy::type_complexity, reason = \"plain tables\")]\n")

# --- shares
mp.mp.dps = 40


def fewest(k, n, a):
    """Bounds with 0 or 1 good case, where scipy is off by up to 1e-9: closed sums in 40 digits."""
    lower = -mp.expm1(mp.log1p(-mp.mpf(a)) / n) if k else mp.mpf(0)
    if k == 0:
        return lower, -mp.expm1(mp.log(mp.mpf(a)) / n)
    if n == 1:
        return lower, mp.mpf(1)
    below = lambda p: mp.exp(n * mp.log1p(-p)) + n * p * mp.exp((n - 1) * mp.log1p(-p)) - mp.mpf(a)
    guess = mp.mpf(float(st.beta.isf(a, 2, n - 1)))
    return lower, mp.findroot(below, (guess * (1 - mp.mpf(1e-6)), guess * (1 + mp.mpf(1e-6))), solver="anderson", tol=1e-34)


def bounds(k, n, a):
    if k <= 1:
        return tuple(map(float, fewest(k, n, a)))
    if k >= n - 1:
        lower, upper = fewest(n - k, n, a)
        return float(1 - upper), float(1 - lower)
    return float(st.beta.ppf(a, k, n - k + 1)), float(st.beta.isf(a, k + 1, n - k))


ns = [1, 2, 5, 20, 50, 300, 10_000, 1_000_000, 100_000_000]
rows = []
for n in ns:
    for k in sorted({0, 1, n // 3, n // 2, (n * 97) // 100, n - 1, n}):
        if 0 <= k <= n:
            for a in ((0.05,) if n > 300 else (0.025, 0.05)):
                rows.append((k, n, a, *bounds(k, n, a)))
rows.append((3, 10, 1e-6, *bounds(3, 10, 1e-6)))
table("CLOPPER_PEARSON", "(u64, u64, f64, f64, f64)", rows,
      f"k, n, alpha, lower, upper: `scipy.stats.beta.ppf` and `isf`, scipy {scipy.__version__}; with at most one",
      f"good or one bad case the binomial sums themselves, solved in 40 digits by mpmath {mp.__version__}.")
rows = []
for n in ns[:-1]:
    for k in sorted({0, 1, n // 2, (n * 97) // 100, n}):
        for a in ((0.05,) if n > 50 else (0.025, 0.05)):
            lo, hi = proportion_confint(k, n, 2 * a, "wilson")
            rows.append((k, n, a, float(lo), float(hi)))
table("WILSON", "(u64, u64, f64, f64, f64)", rows,
      "k, n, alpha, lower, upper: `proportion_confint(method=\"wilson\")`,",
      f"statsmodels {statsmodels.__version__}.")

# --- counts
rows = []
for k in (0, 1, 2, 5, 10, 30, 100, 999, 10_000, 1_000_000, 100_000_000):
    for a in (0.025, 0.05):
        lo = st.chi2.ppf(a, 2 * k) / 2 if k else 0.0
        rows.append((k, a, float(lo), float(st.chi2.isf(a, 2 * k + 2) / 2)))
table("GARWOOD", "(u64, f64, f64, f64)", rows,
      f"count, alpha, lower, upper: `scipy.stats.chi2.ppf` and `isf` over 2, scipy {scipy.__version__}.")


# --- cases needed
def shown(n, target, a):
    """Most failures with which n cases still show the target; -1 if none."""
    f = int(st.binom.ppf(a, n, 1 - target)) + 1
    while f >= 0 and st.binom.cdf(f, n, 1 - target) > a:
        f -= 1
    return f


rows = []
for target, rate, power in ((0.95, 0.97, 0.5), (0.95, 0.97, 0.8), (0.95, 0.97, 0.9), (0.9, 0.95, 0.8),
                            (0.5, 0.7, 0.9), (0.99, 1.0, 0.9), (0.9, 0.93, 0.8)):
    n = 1
    while True:
        f = shown(n, target, 0.05)
        if f >= 0 and st.binom.cdf(f, n, 1 - rate) >= power:
            break
        n += 1
    rows.append((target, rate, 0.05, power, n))
table("CASES_FOR_POWER", "(f64, f64, f64, f64, u64)", rows,
      "target, true share, alpha, power, cases: the first n of 1, 2, 3, … that has the power, by",
      f"`scipy.stats.binom.cdf`, scipy {scipy.__version__}.")

# --- quantiles
rows = []
for n in (1, 5, 6, 20, 30, 35, 36, 58, 59, 100, 299, 1000, 10_000, 1_000_000, 100_000_000):
    for p in (0.1, 0.5, 0.9, 0.99):
        for a in (0.025, 0.05):
            # Greatest r with P(X <= r-1) <= a; least s with P(X >= s) <= a.
            r = int(st.binom.ppf(a, n, p)) + 2
            while r > 0 and st.binom.cdf(r - 1, n, p) > a:
                r -= 1
            s = int(st.binom.isf(a, n, p)) + 2
            while s > 1 and st.binom.sf(s - 2, n, p) <= a:
                s -= 1
            rows.append((n, p, a, Some(r if r > 0 else None), Some(s if s <= n else None)))
table("RANKS", "(u64, f64, f64, Option<u64>, Option<u64>)", rows,
      f"n, p, alpha, lower and upper rank: search with `scipy.stats.binom`, scipy {scipy.__version__}.")
data = [3.5, -2.0, 3.5, 10.25, 0.0, 7.75, 1.0, 3.5, 100.0, 2.5, 2.5]
rows = [(data[:m], p, float(np.quantile(data[:m], p)))
        for m in (1, 2, 5, 11) for p in (0.0, 0.1, 0.25, 0.5, 0.73, 0.9, 1.0)]
table("QUANTILES", "(&[f64], f64, f64)", rows, f"values, p, quantile: `numpy.quantile`, numpy {np.__version__}.")

# --- means
rows = []
small = [0.4, 0.9, 1.1, 1.3, 2.2, 2.4, 3.1, 4.0, 6.5, 9.8, 15.0, 41.0]
middle = [round(exp(1.1 * st.norm.ppf((i + 0.5) / 40)), 3) for i in range(40)]
shares = [0.0] * 15 + [1.0] * 20 + [2.0] * 6 + [9.0] * 4
for values in (small, middle, shares):
    for a in (0.025, 0.05):
        b = st.bootstrap((np.array(values),), np.mean, n_resamples=400_000, batch=10_000,
                         confidence_level=1 - 2 * a, method="BCa", rng=np.random.default_rng(1))
        rows.append((values, a, *map(float, b.confidence_interval), float(b.standard_error)))
table("BCA", "(&[f64], f64, f64, f64, f64)", rows,
      "values, alpha, lower, upper, standard error: `scipy.stats.bootstrap(method=\"BCa\")` of the mean with",
      f"400 000 resamples, scipy {scipy.__version__}.")
rows = []
for n, power in ((501, 0.0), (501, 0.45), (1_000, 0.25), (2_500, 0.0), (2_500, 0.45)):
    u = (np.arange(n) + 0.5) / n
    values = -np.log(1 - u) if power == 0 else (1 - u) ** -power
    for a in (0.025, 0.05):
        b = st.bootstrap((values,), np.mean, n_resamples=200_000, batch=500,
                         confidence_level=1 - 2 * a, method="BCa", rng=np.random.default_rng(2))
        rows.append((n, power, a, *map(float, b.confidence_interval), float(b.standard_error)))
table("BCA_OF_MANY", "(u32, f64, f64, f64, f64, f64)", rows,
      "n, power, alpha, lower, upper, standard error: the same function with 200 000 resamples, of the values",
      "−ln(1 − u), or (1 − u)^−power where power is not 0, for u = (i + ½)/n.")

# --- charts
ks = [[(46, 50), (47, 50), (44, 50), (48, 50), (45, 50), (43, 50), (49, 50), (46, 50)],
      [(90, 100), (180, 220), (31, 40), (77, 80), (150, 200), (64, 90), (99, 100)],
      [(9_700, 10_000), (9_100, 10_000), (9_900, 10_100), (9_300, 9_800), (9_650, 10_050), (9_000, 9_900)]]
rows = []
for series in ks:
    k, n = np.array(series).T
    c2, p, _, _ = st.chi2_contingency(np.array([k, n - k]), correction=False)
    centre = k.sum() / n.sum()
    z = (k / n - centre) / np.sqrt(centre * (1 - centre) / n)
    rows.append(("SERIES", centre, float(p), float(np.abs(np.diff(z)).mean() / 1.128)))
print(f"/// (k, n), centre, chance of so much variation: `scipy.stats.chi2_contingency`, scipy {scipy.__version__};")
print("/// Laney's sigma Z by his formula in numpy.")
print("pub(super) const PROPORTIONS: &[(&[(u64, u64)], f64, f64, f64)] = &[")
for series, row in zip(ks, rows):
    print("    (&[" + ", ".join(f"({a:_}, {b:_})" for a, b in series) + "], " + ", ".join(lit(float(c)) for c in row[1:]) + "),")
print("];\n")

# --- trends
rng = np.random.default_rng(5)
series = [[88., 89, 91, 90, 92, 93, 93, 95], [1., 1, 1, 1], [5., 4, 3, 2, 1], [1., 3, 2, 2, 2, 4, 1, 0, 5, 5],
          [round(float(v), 2) for v in np.cumsum(rng.normal(0.05, 1, 60))],
          [float(v) for v in rng.integers(0, 4, 50)]]
series = [[float(v) for v in x] for x in series]
rows = []
for x in series:
    m = pymannkendall.original_test(x)
    rows.append((x, int(m.s), float(m.var_s), float(m.z), float(m.p)))
table("MANN_KENDALL", "(&[f64], i64, f64, f64, f64)", rows,
      f"series, S, variance, z, p: `pymannkendall.original_test`, pymannkendall {PMK}.")
rows = []
for x in series[:1] + series[3:]:
    for times in (np.arange(len(x), dtype=float), np.round(np.sort(rng.integers(0, 30, len(x))).astype(float), 1)):
        for a in (0.025, 0.05):
            t = st.theilslopes(x, times, 1 - 2 * a)
            inter = np.median(np.array(x) - t[0] * times)
            rows.append((times, x, a, *map(float, (t[0], inter, t[2], t[3]))))
table("THEIL_SEN", "(&[f64], &[f64], f64, f64, f64, f64, f64)", rows,
      f"times, values, alpha, slope, intercept, lower, upper: `scipy.stats.theilslopes`, scipy {scipy.__version__};",
      "the intercept as `method=\"joint\"` has it.")

# --- multiplicity
rows = []
for p in ([0.01], [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216, 0.222, 0.251, 0.269, 0.275, 0.34, 0.341, 0.384, 0.569, 0.594, 0.696, 0.762, 0.94, 0.942, 0.975, 0.986],
          [0.05, 0.05, 0.05, 0.01], [1.0, 0.0, 0.5, 0.04], [round(float(v), 5) for v in rng.beta(0.5, 2, 30)]):
    adj = st.false_discovery_control(p)
    rej, adj2, _, _ = multipletests(p, 0.1, "fdr_bh")
    assert np.allclose(adj, adj2, rtol=1e-12, atol=0)
    rows.append((p, [float(v) for v in adj], [bool(r) for r in rej]))
table("BENJAMINI_HOCHBERG", "(&[f64], &[f64], &[bool])", rows,
      f"p-values, adjusted: `scipy.stats.false_discovery_control`, scipy {scipy.__version__}; survives at q = 0.1:",
      f"`multipletests(method=\"fdr_bh\")`, statsmodels {statsmodels.__version__}.")

# --- survival
sets = [  # Freireich 1963, 6-MP; Miller 1981, AML maintained, not maintained; ties; nothing censored
    ([6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35],
     [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]),
    ([9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161], [1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0]),
    ([5, 5, 8, 8, 12, 16, 23, 27, 30, 33, 43, 45], [1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1]),
    ([2, 2, 2, 2, 3, 3, 3, 5, 5, 5, 5, 8, 8], [1, 1, 0, 1, 0, 0, 1, 1, 1, 1, 0, 0, 0]),
    ([1, 2, 3, 4, 5, 6, 7, 8, 9, 30], [1] * 10),
]
print(f"/// Times, over or open, `(time, survival, lower, upper)` with 5 % on each side: `KaplanMeierFitter`, lifelines {lifelines.__version__}.")
print("pub(super) const KAPLAN_MEIER: &[(&[f64], &[bool], &[(f64, f64, f64, f64)])] = &[")
for t, e in sets:
    km = lifelines.KaplanMeierFitter(alpha=0.1).fit(t, e)
    ci = km.confidence_interval_
    steps = [(float(tt), float(km.survival_function_.loc[tt].iloc[0]), *map(float, ci.loc[tt]))
             for tt in km.event_table.index if km.event_table.loc[tt, "observed"] > 0]
    text = ", ".join("(" + ", ".join(repr(v) for v in s) + ")" for s in steps)
    print(f"    ({lit([float(v) for v in t])}, {lit([bool(v) for v in e])}, &[{text}]),")
print("];\n")
rows = []
for t, e in sets:
    sf = SurvfuncRight(np.array(t, float), np.array(e))
    for p in (0.25, 0.5, 0.9):
        lo, hi = sf.quantile_ci(p, alpha=0.1, method="cloglog")
        km = lifelines.KaplanMeierFitter(alpha=0.1).fit(t, e)
        q = float(lifelines.utils.qth_survival_time(1 - p + 1e-12, km.survival_function_))
        bounds = lifelines.utils.qth_survival_times(1 - p + 1e-12, km.confidence_interval_)
        lo2, hi2 = (float(v) for v in bounds.iloc[0])
        rows.append(([float(v) for v in t], [bool(v) for v in e], p, Some(q), Some(lo2), Some(hi2), Some(float(lo)), Some(float(hi))))
table("PERCENTILES", "(&[f64], &[bool], f64, Option<f64>, Option<f64>, Option<f64>, Option<f64>, Option<f64>)", rows,
      "Times, over or open, share, time, bounds with 5 % on each side by `qth_survival_times` of",
      f"lifelines {lifelines.__version__}, and by `SurvfuncRight.quantile_ci(method=\"cloglog\")` of statsmodels {statsmodels.__version__}.")
rows = []
for t, e in sets:
    for limit in (3.5, 8.0, 30.0):
        km = lifelines.KaplanMeierFitter().fit(t, e)
        rows.append(([float(v) for v in t], [bool(v) for v in e], limit,
                     float(lifelines.utils.restricted_mean_survival_time(km, min(limit, max(t))))))
table("RESTRICTED_MEAN", "(&[f64], &[bool], f64, f64)", rows,
      f"Times, over or open, limit, mean: `restricted_mean_survival_time`, lifelines {lifelines.__version__}.")

# --- ratings, differences, rolled yield
rows = []
for a_counts, b_counts in (([3, 9, 4, 2, 1], [10, 8, 3, 0, 0]), ([0, 5, 0, 0, 0], [1, 2, 1, 1, 0]),
                           ([100, 250, 400, 120, 30], [90, 260, 410, 100, 20]), ([2, 3], [40, 1])):
    one = np.repeat(np.arange(len(a_counts), 0, -1), a_counts)
    two = np.repeat(np.arange(len(b_counts), 0, -1), b_counts)
    for a in (0.025, 0.05):
        t = st.ttest_ind(one, two, equal_var=False)
        ci = t.confidence_interval(1 - 2 * a)
        rows.append((a_counts, b_counts, a, float(one.mean() - two.mean()), float(t.df), float(ci.low), float(ci.high)))
table("WELCH", "(&[u64], &[u64], f64, f64, f64, f64, f64)", rows,
      "Two counts of grades, the best first, alpha, difference, degrees of freedom, lower, upper:",
      f"`scipy.stats.ttest_ind(equal_var=False)`, scipy {scipy.__version__}.")
rows = []
for counts in ([40, 20, 10, 10, 5, 5, 4, 3, 1, 1, 1], [1, 0, 0, 0, 5, 0, 0, 0, 0, 0, 1], [300, 200, 250, 100, 60, 40, 20, 10, 10, 5, 5]):
    v = np.repeat([1, 1, 0, 0] + [-1] * 7, counts)
    rows.append((counts, float(v.mean()), float(v.std() / sqrt(len(v)))))
table("NET_PROMOTERS", "(&[u64], f64, f64)", rows,
      f"Counts from 10 down to 0, score, standard error: `mean` and `std` of +1, 0, −1, numpy {np.__version__}.")
rows = []
for steps in ([(114, 120), (92, 110), (88, 100)], [(5, 5), (5, 5), (5, 5)], [(0, 7), (3, 9)], [(995_000, 1_000_000), (90_000, 100_000)], [(1, 1)]):
    p = [(k + .5) / (n + 1) if k in (0, n) else k / n for k, n in steps]
    r = float(np.prod([k / n for k, n in steps]))
    se = sqrt(sum((1 - q) / (n * q) for q, (k, n) in zip(p, steps)))
    m = min(n for _, n in steps)
    rows.append((steps, r, se, float(st.beta.ppf(0.05, m * r, m * (1 - r) + 1)) if r else 0.0))
print("/// (k, n) of steps, product, error of the logarithm by the formula in numpy; Lindström and Madden's bound:")
print(f"/// `scipy.stats.beta.ppf`, scipy {scipy.__version__}.")
print("pub(super) const ROLLED: &[(&[(u64, u64)], f64, f64, f64)] = &[")
for row in rows:
    print("    (&[" + ", ".join(f"({a:_}, {b:_})" for a, b in row[0]) + "], " + ", ".join(lit(c) for c in row[1:]) + "),")
print("];")
