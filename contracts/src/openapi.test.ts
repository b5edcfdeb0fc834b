import { expect, test } from "vitest";
import { openApiDocument } from "./openapi";
import { listOperations } from "./operation";
import { operations } from "./operations/index";

const document = openApiDocument("1.2.3");

test("every operation stands in the document exactly once, under its method and path", () => {
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  const declared = listOperations(operations).map(
    ({ shape }) => `${shape.method.toLowerCase()} ${shape.path.replace(/:(\w+)/g, "{$1}")}`,
  );
  expect(described.toSorted()).toEqual(declared.toSorted());
  expect(new Set(described).size).toBe(described.length);
});

test("operation ids are unique", () => {
  const ids = Object.values(document.paths).flatMap((methods) =>
    Object.values(methods).map((operation) => operation.operationId),
  );
  expect(new Set(ids).size).toBe(ids.length);
});

test("the document is plain JSON of version 3.1", () => {
  expect(document.openapi).toBe("3.1.0");
  expect(document.info).toMatchObject({ title: "Opstage", version: "1.2.3" });
  expect(JSON.parse(JSON.stringify(document))).toEqual(document);
});

test("every reference leads to a schema, and every path parameter is described", () => {
  const text = JSON.stringify(document);
  const referred = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1]);
  expect(text).not.toContain("#/$defs/");
  expect(Object.keys(document.components.schemas)).toEqual(expect.arrayContaining(referred));
  for (const [path, methods] of Object.entries(document.paths)) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => ({
      name: match[1],
      in: "path",
      required: true,
    }));
    for (const operation of Object.values(methods)) {
      if (inPath.length > 0) {
        expect(operation.parameters).toEqual(
          expect.arrayContaining(inPath.map((p) => expect.objectContaining(p))),
        );
      }
    }
  }
});

test("models keep all their members, `id` included", () => {
  expect(document.components.schemas.Command).toMatchObject({
    properties: { id: { type: "string", pattern: expect.stringContaining("cmd_") } },
    required: expect.arrayContaining(["id", "agentCode", "attempt"]),
  });
});

test("a poll answers its commands as data and the control beside them", () => {
  expect(document.paths["/api/agents/{agentId}/commands"]?.get).toMatchObject({
    security: [{ agent: [] }],
    responses: {
      200: {
        content: { "application/json": { schema: { properties: { data: { type: "array" }, control: {} } } } },
      },
    },
  });
});

test("unsafe requests of a session need the CSRF header, and a busy agent is a conflict", () => {
  const execute = document.paths["/api/admin/capsule-services/{serviceId}/actions/{actionName}"]?.post;
  expect(execute).toMatchObject({
    security: [{ session: [], csrf: [] }],
    requestBody: { required: false },
    responses: { 409: { description: expect.stringContaining("AGENT_DISABLED") } },
  });
  expect(document.paths["/api/admin/auth/login"]?.post).toMatchObject({ security: [] });
});
