/** Scratch: writes reports. */
import { it } from 'vitest';
import { loadPublished } from '../../../src-main/store/published';
import { reproduce, reproduciblePapers } from '../../../src-main/core/published';
import { writeReproduction } from '../../../src-main/reports/reproduction';
it('writes', async () => {
  const library = loadPublished('profiles/published');
  for (const paper of reproduciblePapers) console.log(await writeReproduction(reproduce(paper, library), `/tmp/repro/${paper}`, '2026-11-21T14:00:00.000Z'));
}, 60000);
