/** A studio that stores one batch after another until somebody kills it; prints the size of each batch once it is stored. */
import { argv, stdout } from 'node:process';
import { openRunStore } from '../../src-main/store/run-store';
import { batch } from './sample-batch';

const [home, id] = argv.slice(2);
const clock = { now: () => new Date(), ms: () => performance.now() };
const store = openRunStore(home, clock);
const record = id === undefined ? await store.create({ slug: 'killed', name: 'Killed', experiment: {}, planHash: 'p', seed: 1, environment: {}, hashes: [] }) : await store.open(id);
stdout.write(`open ${record.id}\n`);
const wanted = Int32Array.from({ length: 100_000 }, (_, i) => i);
for (let missing = await record.missingIndices('small', 'report', wanted); missing.length > 0; ) {
  const size = Math.min(missing.length, 20 + (missing[0] % 80));
  const indices = missing.slice(0, size);
  missing = missing.slice(size);
  const { truth, exits } = batch(indices);
  await record.appendOutputs('small', 'report', indices, truth, exits);
  stdout.write(`stored ${size}\n`);
}
