/** Checks a value against the JSON Schema keywords that the studio's schemas use; written from the specification, without zod. */
type Schema = { readonly [keyword: string]: unknown };

const typeOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);
const known = new Set(['$schema', '$id', 'title', 'description', 'type', 'const', 'enum', 'anyOf', 'properties', 'required', 'additionalProperties', 'propertyNames', 'items', 'prefixItems', 'minItems', 'maxItems']);

/** What does not fit, each with its path; empty when the value is valid. Throws on a keyword that it does not know. */
export function schemaFaults(schema: Schema, value: unknown, path = '$'): string[] {
  const strange = Object.keys(schema).filter((keyword) => !known.has(keyword));
  if (strange.length > 0) throw new Error(`unknown JSON Schema keywords at ${path}: ${strange.join(', ')}`);
  if (Array.isArray(schema.anyOf)) {
    const tries = (schema.anyOf as Schema[]).map((one) => schemaFaults(one, value, path));
    return tries.some((faults) => faults.length === 0) ? [] : tries[0];
  }
  if ('const' in schema && value !== schema.const) return [`${path} is not ${JSON.stringify(schema.const)}`];
  if (Array.isArray(schema.enum) && !schema.enum.includes(value)) return [`${path} is none of ${schema.enum.join(', ')}`];
  const types = ([] as unknown[]).concat(schema.type ?? []);
  if (types.length > 0 && !types.includes(typeOf(value))) return [`${path} is ${typeOf(value)}, not ${types.join(' or ')}`];
  if (Array.isArray(value)) {
    const first = (schema.prefixItems as Schema[] | undefined) ?? [];
    const [least, most] = [(schema.minItems as number | undefined) ?? first.length, (schema.maxItems as number | undefined) ?? Infinity];
    if (value.length < least || value.length > most) return [`${path} has ${value.length} items, not ${least} to ${most}`];
    return value.flatMap((item, i) => schemaFaults(first[i] ?? (schema.items as Schema | undefined) ?? {}, item, `${path}[${i}]`));
  }
  if (value === null || typeof value !== 'object') return [];
  const properties = (schema.properties as Record<string, Schema> | undefined) ?? {};
  const missing = ((schema.required as string[] | undefined) ?? []).filter((name) => !(name in value)).map((name) => `${path}.${name} is missing`);
  return [...missing, ...Object.entries(value).flatMap(([name, item]) => {
    if (properties[name] !== undefined) return schemaFaults(properties[name], item, `${path}.${name}`);
    if (schema.additionalProperties === false) return [`${path}.${name} is not in the schema`];
    return typeof schema.additionalProperties === 'object' ? schemaFaults(schema.additionalProperties as Schema, item, `${path}.${name}`) : [];
  })];
}
