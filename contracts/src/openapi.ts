import { z } from "zod";
import { EmptyEnvelope, Pagination } from "./envelope";
import { ErrorEnvelope, errorCatalog } from "./errors";
import * as models from "./model/index";
import { errorsOf, listOperations, needsCsrf, type OperationShape, statusesOf } from "./operation";
import { operations } from "./operations/index";

/** A piece of the document. */
type Part = Record<string, unknown>;

export interface OpenApiDocument {
  readonly openapi: "3.1.0";
  readonly info: Part;
  readonly tags: readonly Part[];
  readonly paths: Readonly<Record<string, Record<string, Part>>>;
  readonly components: { readonly schemas: Part; readonly securitySchemes: Part };
}

const json = "application/json";

const securitySchemes = {
  session: { type: "apiKey", in: "cookie", name: "opstage_session", description: "Set by signing in." },
  csrf: {
    type: "apiKey",
    in: "header",
    name: "X-CSRF-Token",
    description: "From the reply of signing in, of /api/admin/auth/me or of /api/admin/auth/csrf.",
  },
  agent: { type: "http", scheme: "bearer", description: "The agent token that registering answered." },
};

/**
 * The OpenAPI 3.1 document of every operation.
 * @param version the server's version, e.g. `0.1.0`
 */
export function openApiDocument(version: string): OpenApiDocument {
  const writer = schemaWriter();
  const paths: Record<string, Record<string, Part>> = {};
  for (const { audience, noun, verb, shape } of listOperations(operations)) {
    const path = shape.path.replace(/:(\w+)/g, "{$1}");
    paths[path] = {
      ...paths[path],
      [shape.method.toLowerCase()]: {
        operationId: `${audience}.${noun}.${verb}`,
        tags: [audience],
        summary: shape.summary,
        ...describeOperation(shape, writer),
      },
    };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Opstage",
      version,
      description: "Agent-based runtime governance control plane for Capsule Services.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    tags: [
      { name: "system", description: "Open to everybody" },
      { name: "agent", description: "For agents, with their bearer token" },
      { name: "admin", description: "For people, with a session" },
    ],
    paths,
    components: { schemas: writer.components, securitySchemes },
  };
}

function describeOperation(shape: OperationShape, writer: SchemaWriter): Part {
  const description = shape.role === undefined ? undefined : `Needs the role ${shape.role} or a higher one.`;
  return {
    ...(description === undefined ? {} : { description }),
    security: securityOf(shape),
    ...(shape.params || shape.query || shape.idempotent ? { parameters: parametersOf(shape, writer) } : {}),
    ...(shape.body === undefined
      ? {}
      : {
          requestBody: {
            required: !shape.bodyIsOptional,
            content: { [json]: { schema: writer.input(shape.body) } },
          },
        }),
    responses: { 200: successOf(shape, writer), ...failuresOf(shape, writer) },
  };
}

function securityOf(shape: OperationShape): readonly Part[] {
  if (shape.caller === "public") return [];
  if (shape.caller === "agent") return [{ agent: [] }];
  return [needsCsrf(shape) ? { session: [], csrf: [] } : { session: [] }];
}

function parametersOf(shape: OperationShape, writer: SchemaWriter): readonly Part[] {
  const fields = (schema: z.ZodObject | undefined, place: "path" | "query") =>
    Object.entries(schema?.shape ?? {}).map(([name, field]) => {
      const { description, ...own } = writer.input(field);
      const required = place === "path" || !z.safeParse(field, undefined).success;
      return {
        name,
        in: place,
        required,
        schema: own,
        ...(description === undefined ? {} : { description }),
      };
    });
  const key = {
    name: "Idempotency-Key",
    in: "header",
    required: false,
    schema: { type: "string", maxLength: 128 },
    description: "Within 24 hours the same key by the same caller is answered with the first answer.",
  };
  return [
    ...fields(shape.params, "path"),
    ...fields(shape.query, "query"),
    ...(shape.idempotent ? [key] : []),
  ];
}

function successOf(shape: OperationShape, writer: SchemaWriter): Part {
  if (shape.reply === "file") {
    const content = (shape.mediaTypes ?? ["application/octet-stream"]).map((type) => [type, {}]);
    return { description: "The file", content: Object.fromEntries(content) };
  }
  if (shape.reply === "none" || shape.data === undefined) {
    return { description: "Done", content: { [json]: { schema: writer.output(EmptyEnvelope) } } };
  }
  const data = writer.output(shape.data);
  const members =
    shape.reply === "page"
      ? { data: { type: "array", items: data }, pagination: writer.output(Pagination) }
      : shape.restData === undefined || !(shape.data instanceof z.ZodObject)
        ? { data }
        : spread(shape.data, shape.restData, writer);
  const mark = shape.experimental === undefined ? {} : { experimental: { const: shape.experimental } };
  const properties: Part = { success: { const: true }, ...members, ...mark };
  const schema = { type: "object", properties, required: Object.keys(properties) };
  return { description: "Done", content: { [json]: { schema } } };
}

/** The members of a reply that REST puts beside each other. */
function spread(reply: z.ZodObject, restData: string, writer: SchemaWriter): Part {
  const members = Object.entries(reply.shape).map(([name, member]) => [
    name === restData ? "data" : name,
    writer.output(member),
  ]);
  return Object.fromEntries(members);
}

function failuresOf(shape: OperationShape, writer: SchemaWriter): Part {
  const meanings = new Map<number, string[]>();
  for (const code of errorsOf(shape)) {
    for (const status of statusesOf(shape, code)) {
      meanings.set(status, [...(meanings.get(status) ?? []), `${code}: ${errorCatalog[code].message}`]);
    }
  }
  const schema = writer.output(ErrorEnvelope);
  const responses = [...meanings].map(([status, lines]) => [
    status,
    { description: lines.join("\n\n"), content: { [json]: { schema } } },
  ]);
  return Object.fromEntries(responses);
}

interface SchemaWriter {
  /** What callers send. */
  input(schema: z.core.$ZodType): Part;
  /** What is answered; models become references into `components`. */
  output(schema: z.core.$ZodType): Part;
  readonly components: Part;
}

/** Writes schemas of one document and collects the models they refer to. */
function schemaWriter(): SchemaWriter {
  const named = z.registry<{ id: string }>();
  for (const [id, model] of Object.entries({ ...models, Pagination, ErrorEnvelope, EmptyEnvelope })) {
    if (model instanceof z.ZodType) named.add(model, { id });
  }
  const components: Part = {};
  const write = (schema: z.core.$ZodType, options: z.core.ToJSONSchemaParams): Part => {
    const { $schema, $defs, ...own } = z.toJSONSchema(schema, {
      unrepresentable: "any",
      override: ({ zodSchema, jsonSchema }) => tidy(zodSchema, jsonSchema),
      ...options,
    });
    Object.assign(components, relink($defs ?? {}));
    return Object.fromEntries(Object.entries(own).map(([key, value]) => [key, relink(value, key)]));
  };
  return {
    components,
    input: (schema) => write(schema, { io: "input" }),
    output: (schema) => write(schema, { io: "output", metadata: named }),
  };
}

/** Adds descriptions, and takes away what only repeats the format or the range of whole numbers. */
function tidy(zodSchema: z.core.$ZodType, jsonSchema: z.core.JSONSchema.BaseSchema): void {
  const { id, ...meta } = z.globalRegistry.get(zodSchema) ?? {};
  Object.assign(jsonSchema, meta);
  if (jsonSchema.format === "date-time" || jsonSchema.format === "date") delete jsonSchema.pattern;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}

/** The same value with references that point into this document's components. */
function relink(value: unknown, key?: string): unknown {
  if (typeof value === "string")
    return key === "$ref" ? value.replace("#/$defs/", "#/components/schemas/") : value;
  if (Array.isArray(value)) return value.map((item) => relink(item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, relink(inner, name)]));
}
