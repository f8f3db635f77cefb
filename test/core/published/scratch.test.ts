/** Scratch: prints verdicts. */
import { readFileSync } from 'node:fs';
import { it } from 'vitest';
import { createPublishedLibrary } from '../../../src-main/core/published/library';
import { judgeClaim } from '../../../src-main/core/published/judge';
import { hiPaperClaims } from '../../../src-main/core/published/hi-paper';import { fleetClaims } from '../../../src-main/core/published/fleet';import { hybridModelsClaims } from '../../../src-main/core/published/hybrid-models';
it('prints', () => {
  const library = createPublishedLibrary(['hi-paper', 'hybrid-models', 'fleet'].map((id) => JSON.parse(readFileSync(`profiles/published/${id}.json`, 'utf8'))));
  for (const [paper, claim] of [...hybridModelsClaims.map((c) => ['hybrid-models', c] as const), ...fleetClaims.map((c) => ['fleet', c] as const)]) {
    const j = judgeClaim(claim, paper, library);
    console.log(`${j.id} | ${j.printed} | ${j.decisive?.text} | ${j.verdict} | ${j.reason}`);
  }
});
