/** The part of JSON Schema that profiles use, and the reading of it that views need. */

export interface SchemaNode {
  readonly type?: string | readonly string[]; readonly description?: string; readonly default?: unknown;
  readonly properties?: Readonly<Record<string, SchemaNode>>; readonly required?: readonly string[]; readonly items?: SchemaNode;
  readonly additionalProperties?: boolean | SchemaNode; readonly oneOf?: readonly SchemaNode[]; readonly anyOf?: readonly SchemaNode[];
  readonly const?: unknown; readonly enum?: readonly unknown[]; readonly minimum?: number; readonly maximum?: number; readonly maxLength?: number;
}
export type Fields = Readonly<Record<string, unknown>>;

export const isMap = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Help for the key of a map; of several shapes, the one whose constants agree. */
export function nodeOf(schema: SchemaNode | undefined, key: string, holder: unknown): SchemaNode | undefined {
  const shapes = schema?.oneOf ?? schema?.anyOf;
  const fit = shapes?.find(({ properties }) => properties !== undefined && isMap(holder) && Object.entries(properties).every(([name, { const: fixed }]) => fixed === undefined || fixed === holder[name]));
  const node = fit ?? schema;
  return node?.properties?.[key] ?? (typeof node?.additionalProperties === 'object' ? node.additionalProperties : undefined);
}

/** A figure in a profile with where it comes from. */
export interface SourcedValue { readonly value: number; readonly provenance: 'modelled' | 'published'; readonly source: string }
export const isSourced = (value: unknown): value is SourcedValue => isMap(value) && typeof value.value === 'number' && typeof value.provenance === 'string' && typeof value.source === 'string';

/** Fields that a plain control can edit: texts, numbers, choices, switches. The kind never changes. */
export function plainFields(schema: SchemaNode): { readonly key: string; readonly node: SchemaNode; readonly required: boolean }[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, node]) => (node.const === undefined && ['string', 'number', 'integer', 'boolean'].includes(String(node.type)) ? [{ key, node, required: schema.required?.includes(key) === true }] : []));
}
