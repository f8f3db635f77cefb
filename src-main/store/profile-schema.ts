/** The schemas of profiles as JSON Schema: for editors, and for saying what a field expects. */
import { z } from 'zod';
import { profileSchemas, type ProfileKind } from '../contract/profiles';
import type { FieldPath } from './profile-source';

/** The part of JSON Schema 2020-12 that zod writes for our profiles. */
export interface SchemaNode {
  readonly type?: string | readonly string[]; readonly description?: string; readonly default?: unknown;
  readonly properties?: Readonly<Record<string, SchemaNode>>; readonly required?: readonly string[];
  readonly additionalProperties?: boolean | SchemaNode; readonly items?: SchemaNode; readonly minItems?: number; readonly maxItems?: number;
  readonly oneOf?: readonly SchemaNode[]; readonly anyOf?: readonly SchemaNode[];
  readonly const?: unknown; readonly enum?: readonly unknown[];
  readonly minimum?: number; readonly maximum?: number; readonly exclusiveMinimum?: number; readonly exclusiveMaximum?: number;
  readonly minLength?: number; readonly maxLength?: number; readonly pattern?: string;
}

const written = new Map<ProfileKind, SchemaNode>();

/** JSON Schema (2020-12) of a profile as a person writes it: keys with defaults may be left out. */
export function profileJsonSchema(kind: ProfileKind): SchemaNode {
  let schema = written.get(kind);
  if (schema === undefined) {
    schema = { title: `HI Studio ${kind} profile`, ...(z.toJSONSchema(profileSchemas[kind], { io: 'input' }) as SchemaNode) } as SchemaNode;
    written.set(kind, schema);
  }
  return schema;
}

/** What the schema says at `path`, choosing among alternatives by what `data` holds; null where it says nothing. */
export function schemaAt(kind: ProfileKind, path: FieldPath, data: unknown): SchemaNode | null {
  let node: SchemaNode | null = chosen(profileJsonSchema(kind), data);
  let value = data;
  for (const step of path) {
    if (node === null) return null;
    value = value !== null && typeof value === 'object' ? (value as Record<PropertyKey, unknown>)[step] : undefined;
    const own: SchemaNode | undefined = typeof step === 'string' && node.properties !== undefined && Object.hasOwn(node.properties, step) ? node.properties[step] : undefined;
    const next: SchemaNode | undefined = typeof step === 'number' ? node.items : own ?? (typeof node.additionalProperties === 'object' ? node.additionalProperties : undefined);
    node = next === undefined ? null : chosen(next, value);
  }
  return node;
}

/** The alternative that `value` means: by its constant keys, then by its type; the whole node where none fits. */
function chosen(node: SchemaNode, value: unknown): SchemaNode {
  const alternatives = node.oneOf ?? node.anyOf;
  if (alternatives === undefined) return node;
  const fit = alternatives.find((one) => (one.properties === undefined ? jsonType(value) === one.type && one.const === undefined : constantsFit(one.properties, value)));
  return fit === undefined ? node : { description: node.description, ...fit };
}

function constantsFit(properties: Readonly<Record<string, SchemaNode>>, value: unknown): boolean {
  if (value === null || typeof value !== 'object') return false;
  const constants = Object.entries(properties).filter(([, property]) => property.const !== undefined);
  return constants.length > 0 && constants.every(([key, property]) => (value as Record<string, unknown>)[key] === property.const);
}

const jsonType = (value: unknown): string => (Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value);

/** What is expected, in words that follow "write": "a whole number from 50", "one of: a, b", "a map with value, source". */
export function expectation(node: SchemaNode | null): string {
  if (node === null) return 'another value';
  const alternatives = node.oneOf ?? node.anyOf;
  if (alternatives !== undefined) {
    if (alternatives.every((one) => one.const !== undefined)) return `one of: ${alternatives.map((one) => String(one.const)).join(', ')}`;
    const kinds = alternatives.map((one) => one.properties?.kind?.const).filter((kind) => kind !== undefined);
    return kinds.length > 0 ? `a map with “kind” (one of: ${kinds.join(', ')})` : alternatives.map(expectation).join(' or ');
  }
  if (node.const !== undefined) return `“${String(node.const)}”`;
  if (node.enum !== undefined) return `one of: ${node.enum.join(', ')}`;
  if (Array.isArray(node.type)) return (node.type as string[]).map((type) => expectation({ type })).join(' or ');
  switch (node.type) {
    case 'integer': return `a whole number${range(node)}`;
    case 'number': return `a number${range(node)}`;
    case 'string': return node.pattern !== undefined ? 'a short name in lower-case letters, digits, dots and hyphens' : 'text';
    case 'boolean': return 'true or false';
    case 'array': return `a list${count(node)}${node.items === undefined ? '' : ` of ${plural(node.items)}`}`;
    case 'object': {
      const keys = node.required ?? Object.keys(node.properties ?? {});
      return keys.length === 0 ? 'a map of “key: value” lines' : `a map with ${keys.slice(0, 8).join(', ')}`;
    }
    default: return 'another value';
  }
}

function range(node: SchemaNode): string {
  const low = node.exclusiveMinimum !== undefined ? `greater than ${node.exclusiveMinimum}` : node.minimum !== undefined && node.minimum > -Number.MAX_SAFE_INTEGER ? `from ${node.minimum}` : null;
  const high = node.maximum !== undefined && node.maximum < Number.MAX_SAFE_INTEGER ? `${low?.startsWith('from') === true ? 'to' : 'up to'} ${node.maximum}` : null;
  return [low, high].filter((bound) => bound !== null).map((bound) => ` ${bound}`).join('');
}

function count(node: SchemaNode): string {
  if (node.minItems === undefined && node.maxItems === undefined) return '';
  return ` of ${node.minItems ?? 0}${node.maxItems === undefined ? ' or more' : ` to ${node.maxItems}`} entries`.replace('of 0 to', 'of at most');
}

function plural(node: SchemaNode): string {
  if (node.enum !== undefined) return `${node.enum.join(', ')}`;
  if (node.type === 'string') return 'texts';
  if (node.type === 'number' || node.type === 'integer') return 'numbers';
  return node.type === 'object' ? `maps${node.required === undefined ? '' : ` with ${node.required.join(', ')}`}` : 'entries';
}
