"""A marketplace on this machine: a page that frames a task as Mechanical Turk did, and takes the form it posts."""

import html
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit


class Marketplace:
    """Serves `/task?…`, which frames `task_url` with what the query says, and keeps what is posted or opened."""

    def __init__(self):
        self.task_url = ""
        self.posted: list[dict] = []
        self.opened: list[str] = []
        market = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                parts = urlsplit(self.path)
                market.opened.append(self.path)
                if parts.path != "/task":
                    return self.answer("<title>Marketplace</title><h1>Welcome back</h1>")
                address = f"{market.task_url}?{parts.query}" if parts.query else market.task_url
                self.answer(f'<title>Marketplace</title><iframe id="task" width="1200" height="720" src="{html.escape(address)}"></iframe>')

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                market.posted.append({"path": self.path, "type": self.headers["Content-Type"],
                                      **{name: values[0] for name, values in parse_qs(body).items()}})
                self.answer("<title>Marketplace</title><h1>Thank you</h1>")

            def answer(self, text):
                data = text.encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        # Another site than the one under test, whose address is a number.
        self.url = f"http://localhost:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def task(self, **parameters) -> str:
        """The address of the page that frames the task."""
        return f"{self.url}/task?{urlencode(parameters)}" if parameters else f"{self.url}/task"

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
