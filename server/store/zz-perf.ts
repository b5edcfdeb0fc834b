import { createStore } from "./store";
import { sampleAudit } from "./sample-rows";
import { tempFolder } from "./temp-database";
const folder = tempFolder();
const store = createStore({ path: `${folder.path}/p.db`, durability: "full", log: { error: (e) => console.log(e) } });
for (const callers of [1, 16, 256]) {
  let n = 0;
  const end = performance.now() + 3000;
  await Promise.all(Array.from({ length: callers }, async () => {
    while (performance.now() < end) { await store.transaction(async (tx) => { for (let i = 0; i < 3; i++) await tx.auditEvents.insert(sampleAudit()); }); n++; }
  }));
  console.log(callers, Math.round(n / 3), "jobs/s (3 audit rows each)");
}
for (const callers of [1, 16, 256]) {
  let n = 0;
  const end = performance.now() + 3000;
  await Promise.all(Array.from({ length: callers }, async () => {
    while (performance.now() < end) { await store.transaction((tx) => tx.counters.upsert({ name: "a", value: n }, ["name"])); n++; }
  }));
  console.log(callers, Math.round(n / 3), "jobs/s (1 upsert)");
}
await store.close(); await folder.remove();
