export interface Snippets {
  readonly env: string;
  readonly sdk: string;
  readonly hub: string;
  readonly curl: string;
}

/** Ready-to-paste ways to register with a token against this server. */
export function snippetsFor(token: string, origin: string): Snippets {
  return {
    env: `export OPSTAGE_BACKEND_URL="${origin}"\nexport OPSTAGE_REGISTRATION_TOKEN="${token}"`,
    sdk: `import { CapsuleAgent } from "@opstage/agent";

const agent = new CapsuleAgent({
  backendUrl: "${origin}",
  registrationToken: "${token}",
  tokenStore: { file: "./data/agent-token.txt" },
  service: { code: "my-service", name: "My service", version: "1.0.0", runtime: "nodejs" },
});

agent.health(async () => ({ status: "UP" }));

await agent.start();`,
    hub: `mkdir -p ~/my-hub && cat > ~/my-hub/ophub.yaml <<'END'
agent:
  code: my-hub
services:
  - code: my-service
    name: My service
    exec:
      health:
        command: [uptime]
END
export OPSTAGE_BACKEND_URL="${origin}"
export OPSTAGE_REGISTRATION_TOKEN="${token}"
# In a clone of Opstage. Another machine: docs/ophub.md
node agent-sdk/dist/hub.js run ~/my-hub/ophub.yaml`,
    curl: `curl -sS ${origin}/api/agents/register \\
  -H 'Content-Type: application/json' \\
  -d '{
    "registrationToken": "${token}",
    "agent": { "code": "my-agent", "name": "My agent" },
    "service": {
      "code": "my-service",
      "name": "My service",
      "manifest": { "kind": "CapsuleService", "schemaVersion": "1.0", "code": "my-service", "name": "My service" }
    }
  }'`,
  };
}
