import type { LiveEvent, LiveTopic } from "@opstage/contracts";
import type { Clock } from "./clock";

/** Tells open consoles what changed, so that they ask again for what they show. */
export interface LiveEvents {
  /** Announces a change. Call it after the commit. No ids: anything of this topic may have changed. */
  publish(topic: LiveTopic, ids: readonly string[]): void;
  /** As `publish`, but at most once in `everyMs` for this id; the last change is never lost. */
  publishSeldom(topic: LiveTopic, id: string, everyMs: number): void;
  /** Everything published from now on until `signal` aborts or the consumer stops. */
  subscribe(signal: AbortSignal): AsyncIterable<LiveEvent>;
  /** How many consoles listen now. */
  subscriberCount(): number;
}

/** Events go out at most this often; what happens in between travels together. */
export const liveEventIntervalMs = 250;

/** Above this many ids an event says "anything of this topic". */
const maxIds = 500;

/** Live events within this process. A subscriber who reads slowly gets fewer, larger events, never a backlog. */
export function createLiveEvents(clock: Pick<Clock, "now" | "after">): LiveEvents {
  const subscribers = new Set<Changes>();
  let pending = new Changes();
  let isScheduled = false;
  let flushedAt = Number.NEGATIVE_INFINITY;
  /** What was published a moment ago, and whether it changed again since. */
  const resting = new Map<string, boolean>();

  function rest(topic: LiveTopic, id: string, everyMs: number): void {
    const key = `${topic} ${id}`;
    resting.set(key, false);
    clock.after(everyMs, () => {
      const changedAgain = resting.get(key) === true;
      resting.delete(key);
      if (!changedAgain) return;
      publish(topic, [id]);
      rest(topic, id, everyMs);
    });
  }

  function flush(): void {
    isScheduled = false;
    flushedAt = clock.now();
    const changes = pending.take();
    pending = new Changes();
    for (const subscriber of subscribers) {
      for (const change of changes) subscriber.add(change.topic, change.ids);
    }
  }

  function publish(topic: LiveTopic, ids: readonly string[]): void {
    if (subscribers.size === 0) return;
    pending.add(topic, ids);
    if (isScheduled) return;
    isScheduled = true;
    clock.after(Math.max(0, flushedAt + liveEventIntervalMs - clock.now()), flush);
  }

  return {
    publish,
    publishSeldom(topic, id, everyMs) {
      if (subscribers.size === 0) return;
      const key = `${topic} ${id}`;
      if (resting.has(key)) {
        resting.set(key, true);
        return;
      }
      publish(topic, [id]);
      rest(topic, id, everyMs);
    },
    subscribe(signal) {
      const changes = new Changes();
      // Registered here and not at the first read, so that nothing published in between is missed.
      if (!signal.aborted) subscribers.add(changes);
      const leave = () => {
        subscribers.delete(changes);
        changes.ring();
      };
      signal.addEventListener("abort", leave, { once: true });
      return read(changes, signal, leave);
    },
    subscriberCount: () => subscribers.size,
  };
}

async function* read(changes: Changes, signal: AbortSignal, leave: () => void): AsyncGenerator<LiveEvent> {
  try {
    while (!signal.aborted) {
      yield* changes.take();
      await changes.arrived(signal);
    }
  } finally {
    signal.removeEventListener("abort", leave);
    leave();
  }
}

/** Ids by topic, waiting to be taken. `null` stands for anything of the topic. */
class Changes {
  readonly #byTopic = new Map<LiveTopic, Set<string> | null>();
  #ring: (() => void) | undefined;

  add(topic: LiveTopic, ids: readonly string[]): void {
    const known = this.#byTopic.get(topic);
    if (known !== null) {
      const all = new Set([...(known ?? []), ...ids]);
      this.#byTopic.set(topic, ids.length === 0 || all.size > maxIds ? null : all);
    }
    this.ring();
  }

  take(): LiveEvent[] {
    const events = [...this.#byTopic].map(([topic, ids]) => ({ topic, ids: [...(ids ?? [])] }));
    this.#byTopic.clear();
    return events;
  }

  ring(): void {
    this.#ring?.();
    this.#ring = undefined;
  }

  /** Resolves when there is something to take, or when the subscriber leaves. */
  arrived(signal: AbortSignal): Promise<void> {
    if (this.#byTopic.size > 0 || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      this.#ring = resolve;
    });
  }
}
