// Measuring: latency histograms, load from autocannon, CPU and memory of a process.
import { readFileSync } from "node:fs";
import autocannon from "autocannon";

/** Latencies in buckets of 10 µs up to 60 s: exact enough for any percentile, cheap to add to. */
export class Histogram {
  #buckets = new Uint32Array(6_000_001);
  count = 0;
  max = 0;

  add(ms) {
    this.#buckets[Math.min(6_000_000, Math.round(ms * 100))]++;
    this.count++;
    if (ms > this.max) this.max = ms;
  }

  /** The nearest-rank percentile in ms; null while empty. */
  percentile(share) {
    const rank = Math.max(1, Math.ceil(this.count * share));
    let seen = 0;
    for (let i = 0; i < this.#buckets.length && this.count > 0; i++) {
      seen += this.#buckets[i];
      if (seen >= rank) return i / 100;
    }
    return null;
  }
}

/** The middle value; of an even number the lower of the two in the middle. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}

/** The percentiles of a histogram as a row of figures. */
export function summaryOf(latencies, extra = {}) {
  return {
    p50: latencies.percentile(0.5),
    p95: latencies.percentile(0.95),
    p99: latencies.percentile(0.99),
    failed: 0,
    ...extra,
  };
}

/** CPU ticks (10 ms each) and resident memory of a process, from /proc; null where there is none. */
export function processUsage(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const rssKb = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
    return {
      cpuMs: (Number(fields[11]) + Number(fields[12])) * 10,
      rssMb: Math.round(rssKb / 1024),
      at: Date.now(),
    };
  } catch {
    return null;
  }
}

/** Loads a server once; resolves with autocannon's result and the latencies. */
export function fire({ base, connections, seconds, requestsOf }) {
  return new Promise((resolve, reject) => {
    let opened = 0;
    const latencies = new Histogram();
    const instance = autocannon(
      {
        url: base,
        connections,
        pipelining: 1,
        duration: seconds,
        timeout: 60,
        setupClient: (client) => client.setRequests(requestsOf(opened++)),
      },
      (error, result) => (error ? reject(error) : resolve({ result, latencies })),
    );
    instance.on("response", (_client, _status, _bytes, ms) => latencies.add(ms));
  });
}

/**
 * Loads a server with `connections` lanes that repeat their requests, `runs` times after a warm-up each.
 * @returns the medians of the runs: { perSecond, p50, p95, p99, failed, cpu (cores), cpuMicros (a request), rssMb }.
 */
export async function measureThroughput({ base, pid, connections, seconds, warmSeconds, runs, requestsOf }) {
  const all = [];
  for (let run = 0; run < runs; run++) {
    if (warmSeconds > 0) await fire({ base, connections, seconds: warmSeconds, requestsOf });
    const before = processUsage(pid);
    const { result, latencies } = await fire({ base, connections, seconds, requestsOf });
    const after = processUsage(pid);
    all.push({
      perSecond: result.requests.p50,
      ...summaryOf(latencies),
      failed: result.non2xx + result.errors + result.timeouts,
      cpu: before && after ? (after.cpuMs - before.cpuMs) / (after.at - before.at) : null,
      cpuMicros: before && after ? ((after.cpuMs - before.cpuMs) * 1000) / latencies.count : null,
      rssMb: after?.rssMb ?? null,
    });
  }
  return {
    perSecond: median(all.map((run) => run.perSecond)),
    p50: median(all.map((run) => run.p50)),
    p95: median(all.map((run) => run.p95)),
    p99: median(all.map((run) => run.p99)),
    cpuMicros: median(all.map((run) => run.cpuMicros)),
    failed: all.reduce((sum, run) => sum + run.failed, 0),
    cpu: median(all.map((run) => run.cpu)),
    rssMb: all.at(-1).rssMb,
  };
}
