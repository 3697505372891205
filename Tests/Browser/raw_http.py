"""HTTP/1.1 over plain sockets, for what a well-behaved client library will not do."""

import socket


class Wire:
    """One connection."""

    def __init__(self, server, cookies: dict[str, str] | None = None):
        self.socket = socket.create_connection(("127.0.0.1", server.port), timeout=60)
        self.cookie = "; ".join(f"{name}={value}" for name, value in (cookies or {}).items())
        self.buffer = b""

    def ask(self, *paths: str, method: str = "GET", headers: dict[str, str] | None = None) -> "Wire":
        """Sends one request after the other without waiting."""
        lines = "".join(f"{name}: {value}\r\n" for name, value in (headers or {}).items())
        cookie = f"Cookie: {self.cookie}\r\n" if self.cookie else ""
        self.socket.sendall(
            "".join(f"{method} {path} HTTP/1.1\r\nHost: x\r\n{cookie}{lines}\r\n" for path in paths).encode("latin-1"))
        return self

    def answer(self, is_head: bool = False) -> tuple[int, dict[str, str], bytes]:
        """Reads one answer."""
        while b"\r\n\r\n" not in self.buffer:
            self._more()
        head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        status, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, value in (line.split(":", 1) for line in lines)}
        code = int(status.split()[1])
        length = 0 if is_head or code in (204, 304) else int(headers.get("content-length", 0))
        while len(self.buffer) < length:
            self._more()
        body, self.buffer = self.buffer[:length], self.buffer[length:]
        return code, headers, body

    def is_closed(self) -> bool:
        """Whether the other end closes it, once everything it sent is read."""
        try:
            return not self.buffer and self.socket.recv(1) == b""
        except TimeoutError:
            return False
        except ConnectionError:
            return True

    def close(self) -> None:
        self.socket.close()

    def _more(self) -> None:
        part = self.socket.recv(1 << 16)
        if not part:
            raise ConnectionError(f"closed in the middle of an answer, after {self.buffer[:200]!r}")
        self.buffer += part
