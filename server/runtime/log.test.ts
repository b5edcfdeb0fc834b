import { expect, test } from "vitest";
import { createLog, type LogLevel, maskSecrets } from "./log";

function logged(level: LogLevel = "info") {
  const lines: string[] = [];
  return { lines, log: createLog({ level }, { write: (line: string) => void lines.push(line) }) };
}

test("an event is one line of JSON with its level by name", () => {
  const { lines, log } = logged();
  log.info({ agentId: "agt_1" }, "Agent registered.");
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    level: "info",
    agentId: "agt_1",
    msg: "Agent registered.",
  });
});

test("events below the level are not written", () => {
  const { lines, log } = logged("warn");
  log.info("quiet");
  log.warn("loud");
  expect(lines).toHaveLength(1);
});

test("secrets reach no line, however deep they lie and whoever writes them", () => {
  const { lines, log } = logged();
  log.child({ requestId: "r1" }).error(
    {
      err: new Error("refused opstage_agent_abcDEF-123"),
      req: { headers: { authorization: "Bearer x.y", cookie: "a=b", "set-cookie": ["s=1", "s=2"] } },
      body: { deep: [{ newPassword: 'quo"ted', apiKey: "k", tokenCount: 5 }] },
    },
    "Token opstage_reg_zzz was refused.",
  );
  const line = lines[0] ?? "";
  for (const secret of ["abcDEF", "x.y", "a=b", "s=1", "quo", "zzz", '"k"'])
    expect(line).not.toContain(secret);
  expect(JSON.parse(line)).toMatchObject({ body: { deep: [{ tokenCount: 5 }] }, requestId: "r1" });
});

test("text that only looks like a member stays valid JSON", () => {
  const line = JSON.stringify({ msg: 'said "password":"x" aloud', list: ['"token":["a"'] });
  expect(JSON.parse(maskSecrets(line))).toEqual(JSON.parse(line));
});
