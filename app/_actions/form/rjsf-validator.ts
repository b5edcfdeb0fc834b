import { type CompiledSchema, compileSchema } from "@opstage/contracts/json-schema";
import type { RJSFSchema, RJSFValidationError, ValidatorType } from "@rjsf/utils";
import { toErrorSchema } from "@rjsf/utils";
import { asJsonObject, asJsonValue } from "./rjsf-json";

/**
 * The product's validator where RJSF wants one. It interprets schemas instead of compiling them to code, so it
 * runs under a content security policy without `unsafe-eval`, and agrees with what the server checks.
 */
export const rjsfValidator: ValidatorType = {
  validateFormData(formData, schema, _customValidate, transformErrors, uiSchema) {
    const found = compiled(schema, schema)
      .issues(asJsonValue(formData) ?? {})
      .map(toRjsfError);
    const errors = transformErrors ? transformErrors(found, uiSchema) : found;
    return { errors, errorSchema: toErrorSchema(errors) };
  },
  isValid(schema, formData, rootSchema) {
    if (typeof schema === "boolean") return schema;
    return compiled(schema, rootSchema).issues(asJsonValue(formData) ?? {}).length === 0;
  },
  rawValidation() {
    // Used by RJSF's playground only.
    return {};
  },
};

const cache = new WeakMap<object, CompiledSchema>();

function compiled(schema: RJSFSchema, rootSchema: RJSFSchema): CompiledSchema {
  const known = cache.get(schema);
  if (known) return known;
  // A branch is checked on its own, so it needs the definitions that its references point at.
  const { $defs, definitions } = rootSchema;
  const fresh = compileSchema(
    asJsonObject({ ...schema, ...($defs && { $defs }), ...(definitions && { definitions }) }),
  );
  cache.set(schema, fresh);
  return fresh;
}

function toRjsfError(issue: { path: string; message: string; keyword: string }): RJSFValidationError {
  const property = `.${issue.path}`;
  return { name: issue.keyword, property, message: issue.message, stack: `${property} ${issue.message}` };
}
