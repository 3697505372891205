"""Seconds and memory, of a function here or of a program as a whole."""

import contextlib
import os
import statistics
import subprocess
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Usage:
    """Wall-clock and processor seconds of a whole process, its largest resident memory in MiB, its standard error."""

    seconds: float
    processor_seconds: float
    peak: float
    errors: str


@contextlib.contextmanager
def cores(count):
    """Runs what is inside, programs started there too, on `count` cores; None, or no such call here, leaves all."""
    if count is None or not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    if count > len(before):
        raise SystemExit(f"{count} cores are asked for, there are {len(before)}.")
    os.sched_setaffinity(0, sorted(before)[:count])
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def run(command):
    """Runs a program to its end; stops with its standard error if it fails."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as child:
        errors = child.stderr.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    if child.returncode:
        raise SystemExit(f"{' '.join(command)}: {errors}")
    unit = 1 if os.uname().sysname == "Darwin" else 1024
    return Usage(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 2**20, errors)


def median_seconds(work, repeats):
    """Median seconds of `repeats` runs of a function, after one that does not count."""
    work()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)
