"""Times evaluation methods of other programs on the matrices of `crates/indicators/benches/methods.rs`.

Prints one JSON object a line: the method, the program, the size, the smallest time of several runs in milliseconds, by the
clock and of the processor (which other programs on the machine disturb less). The first lines are a sum over the matrix, the yardstick. `python methods.py [ROWS ...]`.
"""

import json
import sys
import time
from importlib.metadata import version

import numpy as np
from pymcdm import normalizations, weights
from pymcdm.methods import PROMETHEE_II, TOPSIS, VIKOR

COLUMNS = 40
RUNS = 5


def splitmix64(count, seed=42):
    """The numbers of the rule, all at once: state k is seed + k times the step."""
    state = np.uint64(seed) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    z = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    z ^= z >> np.uint64(31)
    return (z >> np.uint64(11)).astype(np.float64) * 2.0**-53


def case(rows, columns=COLUMNS):
    matrix = (1.0 + 99.0 * splitmix64(rows * columns)).reshape(rows, columns)
    aims = np.array([-1 if j % 5 == 3 else 1 for j in range(columns)])
    parts = np.array([1.0 + j % 7 for j in range(columns)])
    return matrix, aims, parts / parts.sum()


def topsis(matrix, aims, weight):
    """Hwang and Yoon, as short as NumPy allows."""
    v = matrix / np.sqrt((matrix * matrix).sum(axis=0)) * weight
    best = np.where(aims > 0, v.max(axis=0), v.min(axis=0))
    worst = np.where(aims > 0, v.min(axis=0), v.max(axis=0))
    plus = np.sqrt(((v - best) ** 2).sum(axis=1))
    minus = np.sqrt(((v - worst) ** 2).sum(axis=1))
    return minus / (plus + minus)


def entropy(matrix):
    p = matrix / matrix.sum(axis=0)
    e = -(p * np.log(p)).sum(axis=0) / np.log(len(matrix))
    return (1 - e) / (1 - e).sum()


def lacks(matrix, aims):
    low, high = matrix.min(axis=0), matrix.max(axis=0)
    return np.where(aims > 0, high - matrix, matrix - low) / (high - low)


def vikor(matrix, aims, weight, v=0.5):
    terms = lacks(matrix, aims) * weight
    s, r = terms.sum(axis=1), terms.max(axis=1)
    return v * (s - s.min()) / (s.max() - s.min()) + (1 - v) * (r - r.min()) / (r.max() - r.min())


def grey(matrix, aims, weight, rho=0.5):
    return (rho / (lacks(matrix, aims) + rho)) @ weight


def critic(matrix, aims):
    r = 1 - lacks(matrix, aims)
    part = r.std(axis=0) * (1 - np.corrcoef(r.T)).sum(axis=0)
    return part / part.sum()


def report(method, program, rows, columns, run):
    wall, processor = [], []
    for _ in range(RUNS):
        start, before = time.perf_counter(), time.process_time()
        run()
        wall.append(time.perf_counter() - start)
        processor.append(time.process_time() - before)
    line = {"method": method, "program": program, "rows": rows, "columns": columns}
    line |= {"ms": round(min(wall) * 1e3, 3), "processor_ms": round(min(processor) * 1e3, 3)}
    print(json.dumps(line), flush=True)


def main(sizes):
    ours, theirs = "numpy " + np.__version__, "pymcdm " + version("pymcdm")
    for rows in sizes:
        matrix, aims, weight = case(rows)
        size = rows, COLUMNS
        report("stream_sum", ours, *size, lambda: matrix.sum())
        report("topsis", ours, *size, lambda: topsis(matrix, aims, weight))
        normalization = normalizations.vector_normalization
        report("topsis", theirs, *size, lambda: TOPSIS(normalization)(matrix, weight, aims, validation=False))
        report("entropy", ours, *size, lambda: entropy(matrix))
        report("entropy", theirs, *size, lambda: weights.entropy_weights(matrix))
        report("vikor", ours, *size, lambda: vikor(matrix, aims, weight))
        report("vikor", theirs, *size, lambda: VIKOR()(matrix, weight, aims, validation=False))
        report("grey_relational", ours, *size, lambda: grey(matrix, aims, weight))
        report("critic", ours, *size, lambda: critic(matrix, aims))
        report("critic", theirs, *size, lambda: weights.critic_weights(matrix))
    matrix, aims, weight = case(200, 20)
    method = PROMETHEE_II("usual")
    report("promethee_usual", theirs, 200, 20, lambda: method(matrix, weight, aims, validation=False))


if __name__ == "__main__":
    main([int(rows) for rows in sys.argv[1:]] or [100_000, 1_000_000])
