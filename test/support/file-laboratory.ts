/** A laboratory for all tests of one file that works in the terminal. */
import { afterAll, afterEach } from 'vitest';
import { openLaboratory, type Laboratory } from './laboratory';
import { killAll } from './terminal';

/** Removed after the file's last test; no command outlives the test that started it. */
export function laboratoryOfFile(): Laboratory {
  const lab = openLaboratory();
  afterEach(killAll);
  afterAll(() => lab.remove());
  return lab;
}
