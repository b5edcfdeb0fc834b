// The table of results: what was measured, what it is scaled, what it must hold.
import { budgetOf, reference, referenceYardstick } from "../reference.mjs";

export const tableHead = [
  "| scenario | per second | scaled | by CPU | p50 ms | p95 ms | p99 ms | CPU µs each | cores | MB | failed | reference/s | at least | holds | goal | holds | note |",
  "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|",
];

const number = (value, digits = 0) =>
  value === undefined || value === null
    ? ""
    : value.toLocaleString("en-US", { maximumFractionDigits: digits });

const units = {
  perSecond: "/s",
  p50: " ms",
  p95: " ms",
  p99: " ms",
  rssMb: " MB",
  cpu: " cores",
  offline: " OFFLINE",
};
const latencies = new Set(["p50", "p95", "p99"]);

function bounds(budget, at) {
  return Object.entries(budget)
    .map(([key, both]) => {
      const sign = key === "perSecond" ? "≥" : "≤";
      const name = latencies.has(key) ? `${key} ` : "";
      const unit = key === "backSeconds" ? " s back" : key === "slower" ? " slower" : (units[key] ?? "");
      return `${name}${sign} ${number(both[at], 1)}${unit}`;
    })
    .join(", ");
}

/** The yardstick moved by more than this while the row was measured: other work had the machine. */
const spreadMax = 1.3;

/** Whether figures hold a budget; throughput is scaled. "unsure" where the machine was busy with other work. */
function verdict(figures, { factor, spread }, budget, at) {
  if (figures.failed > 0) return "void";
  const isScaled = Object.keys(budget).some((key) => key === "perSecond" || latencies.has(key));
  if (isScaled && spread > spreadMax) return "unsure";
  const holds = Object.entries(budget).every(([key, both]) => {
    const measured = figures[key];
    if (measured === undefined || measured === null) return false;
    if (key === "perSecond") return measured / factor >= both[at];
    return measured <= both[at];
  });
  return holds ? "yes" : "no";
}

/**
 * One line of the table. "scaled" is what the reference machine would reach by the yardstick's throughput, "by CPU" by
 * the CPU time that a request costs, which other work on the machine disturbs less.
 */
export function tableRow(figures, yardstick) {
  const { name } = figures;
  const scale = { factor: yardstick.perSecond / referenceYardstick, spread: yardstick.spread };
  const { factor } = scale;
  const byCpu = figures.cpuMicros
    ? (referenceYardstick * yardstick.cpuMicros) / figures.cpuMicros
    : undefined;
  const budget = budgetOf(name);
  const cells = [
    name,
    number(figures.perSecond),
    number(figures.perSecond === undefined ? undefined : figures.perSecond / factor),
    number(figures.perSecond === undefined ? undefined : byCpu),
    number(figures.p50, 2),
    number(figures.p95, 2),
    number(figures.p99, 2),
    number(figures.cpuMicros, 1),
    number(figures.cpu, 2),
    number(figures.rssMb),
    number(figures.failed),
    number(reference[name]?.perSecond),
    budget ? bounds(budget, 0) : "",
    budget ? verdict(figures, scale, budget, 0) : "",
    budget ? bounds(budget, 1) : "",
    budget ? verdict(figures, scale, budget, 1) : "",
    noteOf(figures),
  ];
  return `| ${cells.join(" | ")} |`;
}

function noteOf({ note, offline, backSeconds, slower }) {
  const facts = [
    offline === undefined ? "" : `${offline} OFFLINE`,
    backSeconds === undefined ? "" : `all back after ${backSeconds?.toFixed(1) ?? "more than 120"} s`,
    slower === undefined ? "" : `${(slower * 100).toFixed(0)} % slower`,
    note ?? "",
  ];
  return facts.filter((fact) => fact !== "").join("; ");
}
