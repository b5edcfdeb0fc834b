import { type CompiledSchema, compileSchema } from "@opstage/contracts/json-schema";
import { parseObject } from "../store/mappers/values";

/** Schemas made ready for checking, so that running an action again does not prepare its schema again. */
export interface SchemaCache {
  /** `text` is the schema's JSON as it is stored. */
  compiled(text: string): CompiledSchema;
}

const schemasKept = 500;

/** Keeps the schemas used last. */
export function createSchemaCache(): SchemaCache {
  const kept = new Map<string, CompiledSchema>();
  return {
    compiled(text) {
      const known = kept.get(text);
      const schema = known ?? compileSchema(parseObject(text));
      kept.delete(text);
      kept.set(text, schema);
      const oldest = kept.size > schemasKept ? kept.keys().next().value : undefined;
      if (oldest !== undefined) kept.delete(oldest);
      return schema;
    },
  };
}
