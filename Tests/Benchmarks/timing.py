"""Seconds and memory, of a function here or of a program as a whole.

Run as a program, it runs the command it is given and prints what that took as JSON. A process counts the memory of the
one that started it until it has begun itself, so what is measured must be started by something small: this.
"""

import contextlib
import json
import os
import statistics
import subprocess
import sys
import time
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Timed:
    """Wall-clock seconds, and processor seconds (None where they are not known), which a busy machine changes less."""

    seconds: float
    processor_seconds: float | None

    def times(self, factor):
        return Timed(self.seconds * factor, self.processor_seconds * factor)


@dataclass(frozen=True)
class Usage:
    """What a whole process took, its largest resident memory in MiB, its exit status and its standard error."""

    seconds: float
    processor_seconds: float
    peak: float
    status: int
    errors: str


@contextlib.contextmanager
def cores(count):
    """Runs what is inside, programs started there too, on `count` cores; on all where the system cannot be told."""
    if not hasattr(os, "sched_setaffinity"):
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


def run(command, given=b""):
    """Runs a program to its end, with `given` on its standard input; stops with its standard error if it fails."""
    launched = subprocess.run(
        [sys.executable, __file__, *command], check=True, capture_output=True, text=True, input=given.decode())
    usage = Usage(**json.loads(launched.stdout))
    if usage.status:
        raise SystemExit(f"{' '.join(command)}: {usage.errors}")
    return usage


def launch(command):
    """Starts a program from this process and waits for its end."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as child:
        errors = child.stderr.read()
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1024
    processor = usage.ru_utime + usage.ru_stime
    return Usage(seconds, processor, usage.ru_maxrss * unit / 2**20, child.returncode, errors)


def median_of(runs):
    """The medians of several Usage or Timed."""
    return Timed(*(statistics.median(getattr(one, name) for one in runs) for name in ("seconds", "processor_seconds")))


def timed(work, repeats):
    """Medians over `repeats` runs of a function, after one that does not count."""
    work()
    runs = []
    for _ in range(repeats):
        start, processor = time.perf_counter(), time.process_time()
        work()
        runs.append(Timed(time.perf_counter() - start, time.process_time() - processor))
    return median_of(runs)


if __name__ == "__main__":
    print(json.dumps(asdict(launch(sys.argv[1:]))))
