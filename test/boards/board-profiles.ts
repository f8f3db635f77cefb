/** Reads the bundled board profiles the way a person would: plain YAML through the schema. */
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { boardProfile, type BoardProfile } from '../../src-main/contract/profiles';

const folder = new URL('../../profiles/boards/', import.meta.url);

export function readBoard(id: string): BoardProfile {
  return boardProfile.parse(parse(readFileSync(new URL(`${id}.yaml`, folder), 'utf8')));
}

export function allBoards(): BoardProfile[] {
  return readdirSync(folder).filter((name) => name.endsWith('.yaml')).map((name) => readBoard(name.slice(0, -5)));
}
