"""Projects in Patterson's format given to OR-Tools CP-SAT, for `cargo xtask bench recovery`.

    python cp_sat.py SECONDS WORKERS FILE...

Each for SECONDS x WORKERS seconds of processor time. Prints name, makespan, bound, "proved" or nothing, seconds of processor time; between tabs.
The model is the usual one: an interval for each activity, a cumulative for each resource, a precedence for each successor.
"""

import pathlib
import sys
import threading
import time

from ortools.sat.python import cp_model


def project(path, seconds, workers):
    numbers = iter(int(word) for word in path.read_text().split())
    activities, resources = next(numbers), next(numbers)
    capacities = [next(numbers) for _ in range(resources)]
    durations, demands, successors = [], [], []
    for _ in range(activities):
        durations.append(next(numbers))
        demands.append([next(numbers) for _ in range(resources)])
        successors.append([next(numbers) - 1 for _ in range(next(numbers))])
    model = cp_model.CpModel()
    horizon = sum(durations)
    starts = [model.new_int_var(0, horizon, "") for _ in range(activities)]
    intervals = [model.new_fixed_size_interval_var(starts[at], durations[at], "") for at in range(activities)]
    for at, after in enumerate(successors):
        for other in after:
            model.add(starts[other] >= starts[at] + durations[at])
    for resource, capacity in enumerate(capacities):
        users = [at for at in range(activities) if demands[at][resource] > 0]
        model.add_cumulative([intervals[at] for at in users], [demands[at][resource] for at in users], capacity)
    makespan = model.new_int_var(0, horizon, "")
    model.add_max_equality(makespan, [starts[at] + durations[at] for at in range(activities)])
    model.minimize(makespan)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = 1
    solver.parameters.max_time_in_seconds = 60 * seconds
    over = threading.Event()
    begun = time.process_time()

    def watch():
        while not over.wait(0.002):
            if time.process_time() - begun >= seconds * workers:
                solver.stop_search()

    watcher = threading.Thread(target=watch)
    watcher.start()
    status = solver.solve(model)
    took = time.process_time() - begun
    over.set()
    watcher.join()
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    length = int(solver.objective_value) if found else horizon
    proved = "proved" if status == cp_model.OPTIMAL else ""
    print(path.stem, length, int(solver.best_objective_bound), proved, f"{took:.3f}", sep="\t", flush=True)


def main():
    seconds, workers = float(sys.argv[1]), int(sys.argv[2])
    for name in sys.argv[3:]:
        project(pathlib.Path(name), seconds, workers)


main()
