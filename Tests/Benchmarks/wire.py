"""HTTP for many people at once in one process: a connection each, kept open, with nothing between the socket and the clock."""

import asyncio
import json
import struct
import time
import zlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    """What came back, byte for byte, and the milliseconds from the request's first byte to the answer's last."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    milliseconds: float

    def json(self):
        return json.loads(self.body)

    def expect(self, *statuses):
        """The answer itself, where its status is one of these."""
        if self.status not in statuses:
            raise RuntimeError(f"{self.status} instead of {statuses}: {self.body[:300]!r}")
        return self


class Wire:
    """One person's connection to a server on this machine."""

    def __init__(self, port, cookies):
        self.port = port
        self.cookie = "; ".join(f"{name}={value}" for name, value in cookies)
        self.reader = self.writer = None

    @staticmethod
    def of(person):
        """The connection of somebody who is signed in."""
        return Wire(person.server.port, [(one.name, one.value) for one in person.session.cookies])

    async def get(self, path):
        return await self.request("GET", path)

    async def post(self, path, body=None, **headers):
        return await self.request("POST", path, {} if body is None else body, **headers)

    async def request(self, method, path, body=None, **headers):
        """One request; a body goes as JSON, and `_` in a header's name is a hyphen.

        A connection that the server closed because nothing was said for long is opened again, as browsers do.
        """
        sent = b"" if body is None else json.dumps(body, separators=(",", ":")).encode()
        lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", f"Cookie: {self.cookie}"]
        if body is not None:
            lines += ["Content-Type: application/json", f"Content-Length: {len(sent)}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        message = "\r\n".join(lines).encode() + b"\r\n\r\n" + sent
        is_old = self.writer is not None and not self.reader.at_eof()
        if not is_old:
            await self._open()
        try:
            return await self._exchange(message)
        except (asyncio.IncompleteReadError, ConnectionError) as lost:
            if not is_old or getattr(lost, "partial", b""):
                raise
            await self._open()
            return await self._exchange(message)

    async def _open(self):
        self.close()
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)

    async def _exchange(self, message):
        start = time.perf_counter()
        self.writer.write(message)
        status, headers, content = await self._read()
        return Answer(status, headers, content, (time.perf_counter() - start) * 1000)

    async def _read(self):
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").rstrip("\r\n").split("\r\n")
        status = int(head[0].split(" ", 2)[1])
        headers = tuple(tuple(part.strip() for part in line.split(":", 1)) for line in head[1:])
        named = {name.lower(): value for name, value in headers}
        if "chunked" in named.get("transfer-encoding", ""):
            return status, headers, await self._chunks()
        return status, headers, await self.reader.readexactly(int(named.get("content-length", 0)))

    async def _chunks(self):
        parts = []
        while size := int((await self.reader.readline()).split(b";")[0], 16):
            parts.append(await self.reader.readexactly(size))
            await self.reader.readexactly(2)
        await self.reader.readline()
        return b"".join(parts)

    def close(self):
        if self.writer is not None:
            self.writer.close()


def percentile(values, part):
    """The value below which a part of the values lies; NaN of none."""
    return sorted(values)[min(int(len(values) * part), len(values) - 1)] if values else float("nan")


def plain_png(width, height, number):
    """A grey picture; every number gives a file of its own, since a project holds the same bytes once."""
    rows = (b"\0" + b"\x90" * width) * height
    return b"\x89PNG\r\n\x1a\n" + b"".join((
        chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)), chunk(b"tEXt", b"Title\0%d" % number),
        chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b"")))


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
