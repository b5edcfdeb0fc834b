import { isLiveMessage, type LiveMessage, type TabMessage } from "./messages";
import { type LiveSink, type LiveStream, openLiveStream } from "./stream";

const channelName = "opstage.live";

function deliver(data: unknown, sink: LiveSink): void {
  if (!isLiveMessage(data)) return;
  if ("event" in data) sink.onEvent(data.event);
  else sink.onState(data.state);
}

function overWorker(sink: LiveSink): LiveStream {
  const worker = new SharedWorker(new URL("./worker.ts", import.meta.url), {
    type: "module",
    name: channelName,
  });
  const { port } = worker;
  const say = (message: TabMessage): void => port.postMessage(message);
  const leave = (): void => say("bye");
  port.addEventListener("message", ({ data }) => deliver(data, sink));
  port.start();
  say("hello");
  globalThis.addEventListener("pagehide", leave);
  return {
    wake: () => say("wake"),
    close: () => {
      globalThis.removeEventListener("pagehide", leave);
      say("bye");
      port.close();
    },
  };
}

/** Without shared workers: the tab that holds the lock holds the stream and tells the others. */
function overLeader(sink: LiveSink): LiveStream {
  const channel = new BroadcastChannel(channelName);
  const leaving = new AbortController();
  let stream: LiveStream | undefined;
  let lastState: LiveMessage = { state: "connecting" };
  channel.addEventListener("message", ({ data }) => {
    if (data === "hello" && stream) channel.postMessage(lastState);
    else if (data === "wake") stream?.wake();
    else deliver(data, sink);
  });
  channel.postMessage("hello" satisfies TabMessage);
  const share = (message: LiveMessage): void => {
    if ("state" in message) lastState = message;
    channel.postMessage(message);
    deliver(message, sink);
  };
  const lead = (): Promise<void> => {
    stream = openLiveStream(location.origin, {
      onEvent: (event) => share({ event }),
      onState: (state) => share({ state }),
    });
    return new Promise((done) => leaving.signal.addEventListener("abort", () => done()));
  };
  // The wait for the lock ends with an AbortError when this tab goes first; that is no failure.
  navigator.locks.request(channelName, { signal: leaving.signal }, lead).catch(() => undefined);
  return {
    wake: () => {
      stream?.wake();
      channel.postMessage("wake" satisfies TabMessage);
    },
    close: () => {
      leaving.abort();
      stream?.close();
      channel.close();
    },
  };
}

/** Joins the browser's one stream of changes, in the best way this browser has. */
export function connectLive(sink: LiveSink): LiveStream {
  if (typeof SharedWorker !== "undefined") {
    try {
      return overWorker(sink);
    } catch {
      // Workers are forbidden here (some private modes): the next way does without.
    }
  }
  if (typeof BroadcastChannel !== "undefined" && navigator.locks) return overLeader(sink);
  return openLiveStream(location.origin, sink);
}
