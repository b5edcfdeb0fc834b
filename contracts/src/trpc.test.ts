import { createTRPCClient, type TRPCClientError } from "@trpc/client";
import { expectTypeOf, test } from "vitest";
import type { CommandDetail } from "./model/command";
import type { CapsuleService } from "./model/service";
import type { SignedIn } from "./model/user";
import type { Page } from "./operation";
import type { AppRouter } from "./trpc";

const client = createTRPCClient<AppRouter>({ links: [] });

test("a client of the router's type knows every input and output", () => {
  expectTypeOf(client.services.list.query).returns.resolves.toExtend<Page<CapsuleService>>();
  expectTypeOf(client.services.list.query).parameter(0).extract<object>().toExtend<{
    status?: "UNKNOWN" | "HEALTHY" | "UNHEALTHY" | "STALE" | "OFFLINE";
    page?: number;
    sort?: string;
    q?: string;
  }>();
  expectTypeOf(client.commands.get.query).parameter(0).toEqualTypeOf<{ commandId: `cmd_${string}` }>();
  expectTypeOf(client.commands.get.query).returns.resolves.toExtend<CommandDetail>();
  expectTypeOf(client.auth.login.mutate).parameter(0).toEqualTypeOf<{ username: string; password: string }>();
  expectTypeOf(client.auth.login.mutate).returns.resolves.toEqualTypeOf<SignedIn>();
});

test("an operation without required input is called without any", () => {
  expectTypeOf(client.agents.list.query).toBeCallableWith();
  expectTypeOf(client.dashboard.summary.query).toBeCallableWith();
  expectTypeOf(client.auth.logout.mutate).toBeCallableWith();
});

test("a GET that has an effect is a mutation, and files are not in the router", () => {
  expectTypeOf(client.actions.prepare).toHaveProperty("mutate");
  expectTypeOf(client.actions.prepare).not.toHaveProperty("query");
  expectTypeOf(client.audit).not.toHaveProperty("export");
  expectTypeOf(client.backup).not.toHaveProperty("create");
});

test("errors carry the code of the catalogue", () => {
  type Data = NonNullable<TRPCClientError<AppRouter>["data"]>;
  expectTypeOf<Data["appCode"]>().toEqualTypeOf<string>();
});

test("live changes arrive as events", () => {
  const subscribe = () =>
    client.live.changes.subscribe(undefined, {
      onData: (event) => expectTypeOf(event.topic).toExtend<string>(),
    });
  expectTypeOf(subscribe).toBeFunction();
});
