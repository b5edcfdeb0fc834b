"""A service without any SDK: it answers the hub's HTTP adapter with Python's standard library alone."""

import json
import os
import signal
import threading
import time
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

PORT = int(os.environ.get("REPORT_MAKER_PORT", "3101"))

state = {"mode": "healthy", "reports": []}
events = []
# Events live as long as this process; ids and cursors of another run mean nothing in this one.
RUN = str(time.time_ns())
lock = threading.Lock()

MANIFEST = {
    "name": "Report maker",
    "version": "1.2.0",
    "runtime": "python",
    "description": "Makes reports from figures. Written in Python, without an SDK.",
}

FORMATS = ["pdf", "csv", "html"]

ACTIONS = [
    {
        "name": "makeReport",
        "label": "Make a report",
        "description": "Takes a second for each page.",
        "inputSchema": {
            "type": "object",
            "required": ["title"],
            "properties": {
                "title": {"type": "string", "title": "Title", "minLength": 1, "maxLength": 80},
                "pages": {"type": "integer", "title": "Pages", "minimum": 1, "maximum": 600, "default": 1},
                "format": {"type": "string", "title": "Format", "enum": FORMATS, "default": "pdf"},
            },
        },
        "timeoutSeconds": 900,
    },
    {"name": "listReports", "label": "List reports", "category": "item-management"},
    {
        "name": "setHealthMode",
        "label": "Set the health",
        "category": "diagnostics",
        "inputSchema": {
            "type": "object",
            "required": ["mode"],
            "properties": {"mode": {"type": "string", "enum": ["healthy", "degraded", "unhealthy"]}},
        },
    },
]


def health():
    status = {"healthy": "UP", "degraded": "DEGRADED", "unhealthy": "DOWN"}[state["mode"]]
    return {
        "status": status,
        "message": f"{len(state['reports'])} reports made",
        "details": {"reports": len(state["reports"])},
    }


def configs():
    return [
        {"key": "port", "type": "number", "source": "env", "valuePreview": str(PORT)},
        {"key": "formats", "type": "json", "valuePreview": json.dumps(FORMATS)},
        {"key": "apiKey", "type": "secret", "sensitive": True, "secretRef": "env://REPORT_MAKER_API_KEY"},
    ]


def publish(event_type, payload):
    """Keeps an event until the hub asks for it. Its id is its place in this run's list, so it never changes."""
    with lock:
        events.append(
            {
                "id": f"{RUN}-{len(events) + 1}",
                "eventType": event_type,
                "occurredAt": datetime.now(timezone.utc).isoformat(),
                "payload": payload,
            }
        )


def make_report(payload, is_cancelled):
    pages = payload.get("pages", 1)
    for _ in range(pages * 10):
        if is_cancelled():
            return None
        time.sleep(0.1)
    report = {"title": payload["title"], "format": payload.get("format", "pdf"), "pages": pages}
    with lock:
        state["reports"].append(report)
    publish("report.made", report)
    return {"message": f"{report['title']}.{report['format']} is ready.", "data": {"detail": {"data": report}}}


def execute(name, payload, is_cancelled):
    if name == "makeReport":
        return make_report(payload, is_cancelled)
    if name == "listReports":
        return {"data": {"list": {"title": "Reports", "data": state["reports"], "emptyText": "None yet."}}}
    if name == "setHealthMode":
        state["mode"] = payload["mode"]
        return {"message": f"The health is {payload['mode']} now."}
    return {"success": False, "error": {"code": "ACTION_HANDLER_NOT_FOUND", "message": f"There is no {name}."}}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        url = urlsplit(self.path)
        if url.path == "/capsule/bus/events":
            query = parse_qs(url.query)
            run, _, place = query.get("cursor", [""])[0].partition("-")
            seen = int(place) if run == RUN else 0
            fresh = events[seen : seen + int(query.get("limit", ["100"])[0])]
            return self.answer({"events": fresh, "next": f"{RUN}-{seen + len(fresh)}"})
        parts = {
            "/capsule/manifest": lambda: MANIFEST,
            "/capsule/health": health,
            "/capsule/configs": configs,
            "/capsule/actions": lambda: ACTIONS,
        }
        make = parts.get(url.path)
        self.answer(make() if make else {"message": "There is nothing here."}, 200 if make else 404)

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        payload = json.loads(body or b"{}")
        parts = self.path.split("/")
        if parts[1:3] != ["capsule", "actions"] or len(parts) != 5:
            return self.answer({"message": "There is nothing here."}, 404)
        if parts[4] == "prepare":
            payload = {"title": f"Report {len(state['reports']) + 1}", "pages": 2, "format": "pdf"}
            mine = {"initialPayload": payload} if parts[3] == "makeReport" else {}
            return self.answer({**mine, "currentState": {"reports": len(state["reports"])}})
        result = execute(parts[3], payload, self.is_gone)
        if result is not None:
            self.answer(result)

    def is_gone(self):
        """The hub closes the connection when an operator cancels the command."""
        self.connection.setblocking(False)
        try:
            return self.connection.recv(1) == b""
        except BlockingIOError:
            return False
        except OSError:
            return True
        finally:
            self.connection.setblocking(True)

    def answer(self, value, status=200):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", PORT), Handler)
    server.daemon_threads = True
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
    print(f"The report maker answers on http://127.0.0.1:{server.server_port}", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
