"""The servers that the tile benchmark compares: Boxwood, nginx, and iipsrv behind nginx."""

import http.client
import json
import os
import re
import shutil
import socket
import subprocess
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

IIPSRV = "/usr/lib/iipimage-server/iipsrv.fcgi"
QUALITY = 85


def need_programs():
    """Ends with the names of the Debian packages that are missing, if any is."""
    path = os.environ["PATH"] + ":/usr/sbin:/sbin"
    needed = {"wrk": "wrk", "nginx": "nginx-light", "vips": "libvips-tools"}
    missing = [package for name, package in needed.items() if not shutil.which(name, path=path)]
    if not Path(IIPSRV).exists():
        missing.append("iipimage-server")
    if missing:
        raise SystemExit("The tile benchmark needs what is not installed here: apt-get install " + " ".join(missing))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port, process):
    for _ in range(600):
        if process.poll() is not None:
            raise SystemExit(f"{process.args} ended with {process.returncode}")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise SystemExit(f"{process.args} does not listen")


class Boxwood:
    """A release build on a data folder of its own; its owner is signed in."""

    def __init__(self, program, folder, picture):
        self.program, self.data = program, folder
        self.port, self.cookie = free_port(), ""
        self.url = f"http://127.0.0.1:{self.port}"
        labels = picture.with_name("labels.json")
        labels.write_text(json.dumps([{"name": "thing", "color": "#d55e00"}]))
        for project in ("first", "second"):
            self.run("project", "create", project, "--labels", str(labels))
        started = time.perf_counter()
        made = self.run("import", "images", str(picture), "--project", "first", "--json")
        self.ingest_seconds = time.perf_counter() - started
        self.id = json.loads(made.splitlines()[-1])["id"]
        self.image = f"/iiif/3/{self.id}"
        self.start()
        link = re.search(r"/#/link/([\w-]+)", self.log.read_text()).group(1)
        account = {"token": link, "email": "o@example.org", "name": "O", "password": "a long enough sentence"}
        request = urllib.request.Request(
            self.url + "/api/v1/links/redeem", json.dumps(account).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request) as answer:
            self.cookie = answer.headers["Set-Cookie"].split(";")[0]

    def command(self, *words):
        return [self.program, *words, "--data", str(self.data)]

    def run(self, *words):
        done = subprocess.run(self.command(*words), capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f"boxwood {' '.join(words)}: {done.stderr}")
        return done.stdout

    def start(self):
        self.log = self.data.with_suffix(".log")
        with self.log.open("w") as log:
            # Made pictures are not kept: each request for one is to cost what it costs.
            self.process = subprocess.Popen(
                self.command("serve", "--port", str(self.port), "--picture-cache", "0"), stdout=log, stderr=log)
        wait_for(self.port, self.process)
        for _ in range(200):
            if "Boxwood is at" in self.log.read_text():
                return
            time.sleep(0.05)

    def stop(self):
        self.process.terminate()
        self.process.wait()

    def restart(self):
        self.stop()
        self.start()

    def tile(self, tile):
        return f"/dzi/{self.id}_files/{tile.level}/{tile.column}_{tile.row}.jpg"

    def connection(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)

    def ask(self, connection, path, method="GET"):
        connection.request(method, path, headers={"Cookie": self.cookie})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()

    def get(self, path):
        connection = self.connection()
        status, _, body = self.ask(connection, path)
        connection.close()
        if status not in (200, 503):
            raise SystemExit(f"{path}: {status}")
        return body

    def tag(self, tile):
        connection = self.connection()
        tag = self.ask(connection, self.tile(tile), "HEAD")[1]["ETag"]
        connection.close()
        return tag

    def compare(self, tiles, nginx):
        """The very same bytes, or the end."""
        for tile in tiles:
            with urllib.request.urlopen(nginx.url + nginx.tile(tile)) as answer:
                if answer.read() != self.get(self.tile(tile)):
                    raise SystemExit(f"{tile} differs")

    def ask_all(self, paths, threads):
        """Asks for every path; gives how many were refused because too much was asked at once."""
        def work(part):
            connection, refused = self.connection(), 0
            for path in part:
                status = self.ask(connection, path)[0]
                if status not in (200, 503):
                    raise SystemExit(f"{path}: {status}")
                refused += status == 503
            connection.close()
            return refused

        with ThreadPoolExecutor(threads) as pool:
            return sum(pool.map(work, [paths[n::threads] for n in range(threads)]))

    def sequential(self, tiles, method):
        """Seconds for as many requests, one after the other on one connection."""
        connection = self.connection()
        self.ask(connection, self.tile(tiles[0]), method)
        started = time.perf_counter()
        for tile in tiles:
            status, _, _ = self.ask(connection, self.tile(tile), method)
            if status != 200:
                raise SystemExit(f"{method} {tile}: {status}")
        seconds = time.perf_counter() - started
        connection.close()
        return seconds

    def made(self):
        """How many pictures were made since the start, once none is being made any more."""
        while True:
            text = self.get("/metrics").decode()
            if re.search(r"boxwood_pictures_running (\d+)", text).group(1) == "0":
                return int(re.search(r'boxwood_pictures_total\{outcome="made"\} (\d+)', text).group(1))
            time.sleep(0.1)

    def equal_requests(self, clients):
        """How many pictures are made for so many equal requests, and how many bodies differ from the first."""
        before, path = self.made(), f"{self.image}/101,103,9001,7001/^4999,/0/gray.png"
        connections = [self.connection() for _ in range(clients)]
        for connection in connections:
            connection.connect()
        for connection in connections:
            connection.request("GET", path, headers={"Cookie": self.cookie})
        answers = [connection.getresponse() for connection in connections]
        bodies = [answer.read() for answer in answers]
        if {answer.status for answer in answers} != {200}:
            raise SystemExit("equal requests were not all answered")
        for connection in connections:
            connection.close()
        return self.made() - before, sum(body != bodies[0] for body in bodies)

    def resident(self):
        """Resident memory in bytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+) kB", status).group(1)) * 1024


class Nginx:
    """Serves Boxwood's tiles as files, and passes IIIF on to iipsrv."""

    cookie = ""

    def __init__(self, folder, boxwood, pyramid):
        self.folder, self.port = folder / "nginx", free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        connection = boxwood.connection()
        for tile in pyramid.tiles():
            path = self.folder / "dz" / str(tile.level) / f"{tile.column}_{tile.row}.jpg"
            path.parent.mkdir(parents=True, exist_ok=True)
            status, _, body = boxwood.ask(connection, boxwood.tile(tile))
            if status != 200:
                raise SystemExit(f"{tile}: {status}")
            path.write_bytes(body)
        connection.close()

    def tile(self, tile):
        return f"/dz/{tile.level}/{tile.column}_{tile.row}.jpg"

    def start(self, iipsrv):
        iipsrv.url = self.url
        user = "user root;" if os.geteuid() == 0 else ""
        servers = "".join(f"server unix:{path};" for path in iipsrv.sockets)
        temporary = "".join(
            f"{kind}_temp_path {self.folder}/tmp-{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        names = ["REQUEST_METHOD $request_method", "QUERY_STRING $query_string", "SERVER_PROTOCOL $server_protocol",
                 "PATH_INFO $fastcgi_script_name", "REQUEST_URI $request_uri", "HTTPS $https if_not_empty",
                 "HTTP_HOST $http_host"]
        parameters = "".join(f"fastcgi_param {name};" for name in names)
        (self.folder / "nginx.conf").write_text(f"""
            daemon off; {user} worker_processes 1; pid {self.folder}/pid; error_log {self.folder}/error.log;
            events {{ worker_connections 1024; }}
            http {{
              sendfile on; tcp_nopush on; access_log off; open_file_cache max=20000 inactive=60s;
              keepalive_requests 10000000; default_type image/jpeg; {temporary}
              upstream iip {{ {servers} }}
              server {{
                listen 127.0.0.1:{self.port};
                location /dz/ {{ alias {self.folder}/dz/; }}
                location /iiif {{
                  fastcgi_pass iip; fastcgi_buffers 16 64k; fastcgi_buffer_size 64k; {parameters}
                }}
              }}
            }}""")
        program = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin:/sbin")
        self.process = subprocess.Popen([program, "-p", str(self.folder), "-c", str(self.folder / "nginx.conf")],
                                        stderr=subprocess.DEVNULL)
        wait_for(self.port, self.process)

    def stop(self):
        if getattr(self, "process", None):
            self.process.terminate()
            self.process.wait()


class Iipsrv:
    """One process for each core, without a cache of decoded tiles, on a pyramidal TIFF of the same quality."""

    cookie, url = "", ""

    def __init__(self, folder, picture, processes):
        self.folder = folder / "iip"
        self.folder.mkdir()
        tiff = self.folder / "p.tif"
        subprocess.run(
            ["vips", "tiffsave", str(picture), str(tiff), "--tile", "--pyramid", "--tile-width", "512", "--tile-height",
             "512", "--compression", "jpeg", "--Q", str(QUALITY), "--bigtiff"], check=True)
        environment = {
            **os.environ, "OMP_NUM_THREADS": "1", "FILESYSTEM_PREFIX": f"{self.folder}/", "URI_MAP": "iiif=>IIIF",
            "CORS": "*", "MAX_IMAGE_CACHE_SIZE": "0", "JPEG_QUALITY": str(QUALITY), "MAX_CVT": "5000", "VERBOSITY": "1"}
        self.sockets, self.processes = [], []
        for number in range(processes):
            path = self.folder / f"{number}.sock"
            self.sockets.append(path)
            self.processes.append(subprocess.Popen(
                [IIPSRV, "--bind", str(path)], env={**environment, "LOGFILE": f"{self.folder}/{number}.log"},
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        for path in self.sockets:
            for _ in range(200):
                if path.exists():
                    break
                time.sleep(0.05)
            path.chmod(0o777)
        self.image = "/iiif/p.tif"
        size = subprocess.run(["vipsheader", str(tiff)], capture_output=True, text=True, check=True).stdout
        self.width, self.height = map(int, re.search(r": (\d+)x(\d+) ", size).groups())

    def tile(self, tile):
        """The same region at the same scale; iipsrv's own levels are rounded down."""
        scale = 1 << ((max(self.width, self.height) - 1).bit_length() - tile.level)
        x, y = tile.column * 512 * scale, tile.row * 512 * scale
        width, height = min(512 * scale, self.width - x), min(512 * scale, self.height - y)
        return f"{self.image}/{x},{y},{width},{height}/{-(-width // scale)},/0/default.jpg"

    def stop(self):
        for process in self.processes:
            process.terminate()
            process.wait()
