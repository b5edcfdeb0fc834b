import { CapsuleAgent } from "@opstage/agent";

const agent = new CapsuleAgent({
  backendUrl: process.env.OPSTAGE_BACKEND_URL ?? "http://localhost:8080",
  registrationToken: process.env.OPSTAGE_REGISTRATION_TOKEN,
  service: { code: "hello", name: "Hello", version: "1.0.0" },
});
agent.health(() => ({ status: "UP", message: "ready" }));
agent.action<{ name: string }>({
  name: "greet",
  label: "Greet",
  inputSchema: { type: "object", properties: { name: { type: "string", minLength: 1 } }, required: ["name"] },
  handler: ({ name }) => `Hello, ${name}!`,
});

await agent.start();
process.once("SIGTERM", () => agent.stop());
