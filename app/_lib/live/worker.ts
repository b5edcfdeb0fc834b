import type { LiveMessage } from "./messages";
import { type LiveState, type LiveStream, openLiveStream } from "./stream";

/**
 * The shared worker that holds the browser's one stream: HTTP/1.1 allows six connections to a server, which
 * seven tabs with a stream each would use up.
 */
const tabs = new Set<MessagePort>();
let stream: LiveStream | undefined;
let state: LiveState = "connecting";

function tell(message: LiveMessage): void {
  for (const tab of tabs) tab.postMessage(message);
}

function open(): LiveStream {
  return openLiveStream(globalThis.location.origin, {
    onEvent: (event) => tell({ event }),
    onState: (next) => {
      state = next;
      tell({ state });
    },
  });
}

globalThis.addEventListener("connect", (event) => {
  const port = event instanceof MessageEvent ? event.ports[0] : undefined;
  if (port === undefined) return;
  tabs.add(port);
  port.addEventListener("message", ({ data }) => {
    if (data === "bye") {
      tabs.delete(port);
      if (tabs.size === 0) {
        stream?.close();
        stream = undefined;
        state = "connecting";
      }
    } else stream?.wake();
  });
  port.start();
  stream ??= open();
  port.postMessage({ state } satisfies LiveMessage);
});
