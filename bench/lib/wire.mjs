// HTTP/1.1 over a plain socket: thousands of parked requests must cost the load's process little.
import { connect } from "node:net";

/** One connection; one request at a time. Rejects when the connection ends before the reply. */
export class WireConnection {
  #socket;
  #pending;
  #received = Buffer.alloc(0);
  isOpen = true;

  constructor(port) {
    this.#socket = connect(port, "127.0.0.1");
    this.#socket.setNoDelay(true);
    this.#socket.on("data", (chunk) => this.#take(chunk));
    this.#socket.on("error", () => undefined);
    this.#socket.on("close", () => {
      this.isOpen = false;
      this.#pending?.reject(new Error("The connection ended."));
      this.#pending = undefined;
    });
  }

  /** Resolves with { status, retryAfter, text }. */
  request(method, path, { token, body }) {
    const head = [`${method} ${path} HTTP/1.1`, "Host: 127.0.0.1", `Authorization: Bearer ${token}`];
    if (body !== undefined)
      head.push("Content-Type: application/json", `Content-Length: ${Buffer.byteLength(body)}`);
    return new Promise((resolve, reject) => {
      if (!this.isOpen) return reject(new Error("The connection ended."));
      this.#pending = { resolve, reject };
      this.#socket.write(`${head.join("\r\n")}\r\n\r\n${body ?? ""}`);
    });
  }

  close() {
    this.#socket.destroy();
  }

  #take(chunk) {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const end = this.#received.indexOf("\r\n\r\n");
    if (end < 0) return;
    const head = this.#received.toString("latin1", 0, end);
    const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
    if (this.#received.length < end + 4 + length) return;
    const text = this.#received.toString("utf8", end + 4, end + 4 + length);
    this.#received = Buffer.alloc(0);
    const pending = this.#pending;
    this.#pending = undefined;
    pending?.resolve({
      status: Number(head.slice(9, 12)),
      retryAfter: Number(/^retry-after: (\d+)/im.exec(head)?.[1] ?? 0),
      text,
    });
  }
}
