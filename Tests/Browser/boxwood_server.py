"""A Boxwood server as a child process, started, stopped, killed and started again on one data folder."""

import os
import re
import signal
import socket
import subprocess
import time
from pathlib import Path

import requests

REPOSITORY = Path(__file__).resolve().parents[2]


def binary() -> Path:
    """The program under test: ``BOXWOOD_BINARY``, or the one of this checkout's debug build."""
    return Path(os.environ.get("BOXWOOD_BINARY") or REPOSITORY / ".build" / "debug" / "boxwood")


def free_port() -> int:
    """A port of the loopback address that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """``boxwood serve`` on a data folder; its address stays the same through restarts."""

    def __init__(self, folder: Path, environment: dict[str, str] | None = None):
        self.folder = folder
        self.data = folder / "data"
        self.log_path = folder / "server.log"
        self.environment = environment or {}
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen | None = None

    def start(self, patience: float = 30) -> "Server":
        """Starts the program and waits until it answers."""
        command = [str(binary()), "serve", "--data", str(self.data), "--port", str(self.port)]
        with open(self.log_path, "ab") as log:
            self.process = subprocess.Popen(
                command, stdout=log, stderr=subprocess.STDOUT, cwd=self.folder,
                env={**os.environ, **self.environment},
            )
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError(f"{command} ended with {self.process.returncode}:\n{self.log}")
            try:
                if requests.get(self.url + "/healthz", timeout=2).ok:
                    return self
            except requests.RequestException:
                time.sleep(0.05)
        self.kill()
        raise RuntimeError(f"{command} did not answer in {patience} s:\n{self.log}")

    def stop(self) -> int:
        """Asks it to end, as a service manager would, and gives its exit code."""
        if self.process is None:
            return 0
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(timeout=20)
        finally:
            if self.process.poll() is None:
                self.kill()
            self.process = None

    def kill(self) -> None:
        """Ends it at once, in the middle of whatever it does."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def restart(self) -> None:
        """Stops it and starts it again on the same folder and port."""
        self.stop()
        self.start()

    @property
    def log(self) -> str:
        """Everything it has printed so far."""
        return self.log_path.read_text(errors="replace") if self.log_path.exists() else ""

    def owner_link(self, patience: float = 10) -> str:
        """The one-time link printed at the first start."""
        deadline = time.monotonic() + patience
        while True:
            found = re.findall(r"https?://\S+/#/link/[\w-]+", self.log)
            if found:
                return found[-1]
            if time.monotonic() > deadline:
                raise RuntimeError(f"no owner link was printed:\n{self.log}")
            time.sleep(0.05)

    def incoming(self) -> list[str]:
        """Names of the half-written files in the data folder; empty when nothing is under way."""
        folder = self.data / "incoming"
        return sorted(entry.name for entry in folder.iterdir()) if folder.exists() else []
