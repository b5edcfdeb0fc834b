import { type DemoService, type DemoServiceName, startDemoService } from "./demo-service";
import { createRegistrationToken, signInOverRest } from "./operator";
import type { OpstageProcess } from "./opstage-process";
import { until } from "./until";

const names: readonly DemoServiceName[] = ["demo-worker", "link-checker", "account-pool", "disk-janitor"];

export interface DemoFleet {
  stop(): Promise<void>;
}

/** Starts all four services of the demo, each its own process, and waits until each has reported its health. */
export async function startDemoFleet(opstage: OpstageProcess): Promise<DemoFleet> {
  const session = await signInOverRest(opstage);
  const services: DemoService[] = [];
  for (const name of names) {
    const registrationToken = await createRegistrationToken(session, `Demo: ${name}`);
    services.push(startDemoService(name, { backendUrl: opstage.base, registrationToken }));
  }
  await until("the demo services to report their health", async () => {
    const known = await session.call<{ healthStatus: string | null }[]>("GET", "/api/admin/capsule-services");
    return known.filter(({ healthStatus }) => healthStatus !== null).length === names.length;
  });
  return {
    async stop() {
      await Promise.all(services.map((service) => service.stop()));
    },
  };
}
