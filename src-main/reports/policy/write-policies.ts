/** Every chosen policy of a run as files for a device: `policy/BOARD/MODEL-STRATEGY.json` and `.h`. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { guarded, writeWhole } from '../write-report';
import { policyHeader } from './c-header';
import type { DevicePolicy } from './device-policy';

export type PolicyFormat = 'policy-json' | 'policy-c';
export const policyFormats: readonly PolicyFormat[] = ['policy-json', 'policy-c'];

/** Returns the files written, relative to `folder`. Errors: report.not-written */
export async function writePolicies(policies: readonly DevicePolicy[], folder: string, formats: readonly PolicyFormat[]): Promise<string[]> {
  const written: string[] = [];
  for (const policy of policies) {
    const place = `policy/${policy.from.board}`;
    const name = `${place}/${policy.from.model.id}-${policy.policy.strategy}`;
    await guarded(join(folder, place), async () => void (await mkdir(join(folder, place), { recursive: true })));
    for (const format of formats) {
      const [file, text] = format === 'policy-c' ? [`${name}.h`, policyHeader(policy)] : [`${name}.json`, `${JSON.stringify(policy, null, 2)}\n`];
      await writeWhole(join(folder, file), text);
      written.push(file);
    }
  }
  return written;
}
