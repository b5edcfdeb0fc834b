import { JsonObject } from "@opstage/contracts";
import { z } from "zod";
import { ExecService } from "./exec-schema";
import { HttpService } from "./http-schema";

const text = (max: number) => z.string().min(1).max(max);

const Code = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/,
    'Must be letters, digits, ".", "_" and "-", at most 80, the first a letter or digit',
  );

/** One local service: who it is, and how the hub reaches it. */
const Service = z
  .strictObject({
    code: Code,
    name: text(200).optional(),
    version: text(80).optional(),
    runtime: text(80).optional(),
    description: text(2000).optional(),
    /** More fields for the manifest. */
    manifest: JsonObject.default({}),
    http: HttpService.optional(),
    exec: ExecService.optional(),
  })
  .superRefine(({ http, exec }, context) => {
    if ((http === undefined) === (exec === undefined)) {
      context.addIssue({ code: "custom", message: "Needs exactly one of http and exec" });
    }
  });
export type HubServiceConfig = z.infer<typeof Service>;

/** The hub's file. */
export const HubFile = z
  .strictObject({
    opstage: z
      .strictObject({
        /** Default: OPSTAGE_BACKEND_URL. */
        url: z
          .string()
          .refine((url) => URL.canParse(url) && /^https?:/.test(url), "Must be an http or https URL")
          .optional(),
        /** Needed for the first start only. Default: OPSTAGE_REGISTRATION_TOKEN. */
        registrationToken: z.string().optional(),
        /** Default: OPSTAGE_AGENT_TOKEN_FILE, else data/<agent code>-token.json. */
        tokenFile: text(4096).optional(),
      })
      .prefault({}),
    agent: z.strictObject({ code: Code, name: text(200).optional() }),
    /** The hub as a service of its own. */
    self: z.strictObject({ code: Code.default("ophub-self"), name: text(200).default("OpHub") }).prefault({}),
    healthEverySeconds: z.number().min(0.1).max(3600).default(15),
    catalogueEverySeconds: z.number().min(0.1).max(86_400).default(60),
    services: z.array(Service).max(400).default([]),
  })
  .superRefine(({ services, self }, context) => {
    const codes = [self.code, ...services.map((service) => service.code)];
    services.forEach(({ code }, index) => {
      if (codes.indexOf(code) === index + 1) return;
      const message = code === self.code ? `"${code}" is the hub itself` : `"${code}" is there twice`;
      context.addIssue({ code: "custom", path: ["services", index, "code"], message });
    });
  });
export type HubFile = z.infer<typeof HubFile>;
