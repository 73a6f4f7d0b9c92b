"""Times data envelopment analysis and rank acceptability by other programs, on the sizes and figures of
`crates/indicators/benches/dea.rs` and `robust.rs`.

Prints one JSON object a line: what, the program, the size, the smallest processor time of several runs in milliseconds.
The first lines are a sum over a large array, the yardstick. `python robust.py`.
"""

import json
import time
from importlib.metadata import version

import highspy
import numpy as np
from scipy.optimize import linprog

INPUTS, OUTPUTS = 4, 3
ROWS, COLUMNS, SAMPLES = 200, 20, 10_000


def splitmix64(count, seed):
    """The upper 32 bits of each number, from 0 to below 1."""
    state = np.uint64(seed) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    z = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    z ^= z >> np.uint64(31)
    return (z >> np.uint64(32)).astype(np.float64) * 2.0**-32


def units(count):
    figures = 1.0 + 99.0 * splitmix64(count * (INPUTS + OUTPUTS), 42)
    return figures[: count * INPUTS].reshape(count, INPUTS), figures[count * INPUTS :].reshape(count, OUTPUTS)


def dea_highs(x, y):
    """CCR, input oriented: one model kept warm, in which only the column of theta and the right-hand side change."""
    count = len(x)
    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    model.setOptionValue("threads", 1)
    infinity = highspy.kHighsInf
    for _ in range(count + 1):
        model.addVar(0.0, infinity)
    model.changeColCost(count, 1.0)
    columns = np.arange(count + 1, dtype=np.int32)
    for i in range(INPUTS):
        model.addRow(-infinity, 0.0, count + 1, columns, np.append(x[:, i], -1.0))
    for r in range(OUTPUTS):
        model.addRow(1.0, infinity, count, columns[:count], y[:, r])
    thetas = np.empty(count)
    for o in range(count):
        for i in range(INPUTS):
            model.changeCoeff(i, count, -x[o, i])
        for r in range(OUTPUTS):
            model.changeRowBounds(INPUTS + r, y[o, r], infinity)
        model.run()
        thetas[o] = model.getInfo().objective_function_value
    return thetas


def dea_scipy(x, y):
    """CCR, input oriented: a program for each unit."""
    count = len(x)
    thetas = np.empty(count)
    cost = np.zeros(count + 1)
    cost[-1] = 1.0
    for o in range(count):
        upper = np.vstack([np.c_[x.T, -x[o]], np.c_[-y.T, np.zeros(OUTPUTS)]])
        thetas[o] = linprog(cost, A_ub=upper, b_ub=np.r_[np.zeros(INPUTS), -y[o]], method="highs").fun
    return thetas


def places(scores):
    order = np.argsort(-scores, axis=1)
    ranks = np.empty_like(order)
    np.put_along_axis(ranks, order, np.arange(ROWS)[None, :], 1)
    cells = np.arange(ROWS)[None, :] * ROWS + ranks
    return np.bincount(cells.ravel(), minlength=ROWS * ROWS).reshape(ROWS, ROWS) / SAMPLES


def smaa_sum(matrix, weights):
    low, high = matrix.min(axis=0), matrix.max(axis=0)
    cost = np.arange(COLUMNS) % 5 == 3
    return places(weights @ (np.where(cost, high - matrix, matrix - low) / (high - low)).T)


def smaa_topsis(matrix, weights):
    v = matrix / np.sqrt((matrix * matrix).sum(axis=0))
    cost = np.arange(COLUMNS) % 5 == 3
    best = np.where(cost, v.min(axis=0), v.max(axis=0))
    worst = np.where(cost, v.max(axis=0), v.min(axis=0))
    squares = weights * weights
    plus, minus = np.sqrt(squares @ ((v - best) ** 2).T), np.sqrt(squares @ ((v - worst) ** 2).T)
    return places(minus / (plus + minus))


def clocked(what, program, size, run, runs):
    times = []
    for _ in range(runs):
        begin = time.process_time()
        run()
        times.append(time.process_time() - begin)
    line = {"what": what, "program": program, "size": size, "ms": round(min(times) * 1e3, 2)}
    print(json.dumps(line), flush=True)


def main():
    numpy, highs = f"numpy {version('numpy')}", f"highspy {version('highspy')}"
    stream = np.ones(25_000_000)
    clocked("sum of 200 MB", numpy, "25000000", stream.sum, 5)
    for count in (100, 500, 1500):
        x, y = units(count)
        clocked("ccr input", highs, str(count), lambda: dea_highs(x, y), 3)
    x, y = units(100)
    clocked("ccr input", f"scipy {version('scipy')}", "100", lambda: dea_scipy(x, y), 1)
    matrix = (1.0 + 99.0 * splitmix64(ROWS * COLUMNS, 11)).reshape(ROWS, COLUMNS)
    parts = splitmix64(SAMPLES * COLUMNS, 1_000_014).reshape(SAMPLES, COLUMNS)
    weights = parts / parts.sum(axis=1, keepdims=True)
    size = f"{SAMPLES} x {ROWS} x {COLUMNS}"
    clocked("acceptability, weighted sum", numpy, size, lambda: smaa_sum(matrix, weights), 9)
    clocked("acceptability, topsis", numpy, size, lambda: smaa_topsis(matrix, weights), 9)


if __name__ == "__main__":
    main()
