import type { AuditEvent } from "@opstage/contracts";
import { describe, expect, it } from "vitest";
import { csvHeader, csvLine } from "./csv";

const event: AuditEvent = {
  id: "aud_1",
  actorType: "USER",
  actorId: "usr_1",
  actorName: "ada",
  action: "agent.disabled",
  targetType: "Agent",
  targetId: "agt_1",
  targetName: null,
  result: "SUCCESS",
  message: null,
  ipAddress: "10.0.0.1",
  userAgent: "curl/8",
  metadata: { note: 'said "hi"' },
  createdAt: "2026-01-01T00:00:00.000Z",
};

describe("the CSV of the audit trail", () => {
  it("names every column, address and user agent among them", () => {
    expect(csvHeader).toContain('"ipAddress","userAgent","metadata"\r\n');
  });

  it("quotes every cell and doubles quotes", () => {
    expect(csvLine(event)).toBe(
      '"aud_1","2026-01-01T00:00:00.000Z","USER","usr_1","ada","agent.disabled","Agent","agt_1","SUCCESS","",' +
        '"10.0.0.1","curl/8","{""note"":""said \\""hi\\""""}"\r\n',
    );
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1"])(
    "never lets a spreadsheet read %j as a formula",
    (message) => {
      expect(csvLine({ ...event, message })).toContain(`"'${message}"`);
    },
  );

  it("keeps line breaks inside their cell", () => {
    expect(csvLine({ ...event, message: "one\ntwo" })).toContain('"one\ntwo"');
  });
});
