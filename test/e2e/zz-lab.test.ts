/** temporary */
import { expect, it } from 'vitest';
import { openStudio } from '../../src-main/studio';
import { openLaboratory } from '../support/laboratory';
it('cpu', async () => {
  const lab = openLaboratory();
  const services = (await openStudio({ home: lab.home, profileFolders: [] })).openWindows();
  const p = await services.devices.simulate('ppk2', 1, {});
  const id = await services.captures.start({ analyzer: 'ppk2', port: p.address, settings: {}, name: '' });
  await new Promise((r) => setTimeout(r, 8000));
  for (let k = 0; k < 3; k++) {
  const w0 = performance.now(); const end = services.captures.active()[0].end;
  for (let i = 0; i < 20; i++) await services.captures.window({ id, from: 0, to: end, points: 1500, channels: ['current', 'power'] });
  console.log(end, 'window ms', (performance.now() - w0) / 20); }
  await services.captures.stop(id); await services.close(); lab.remove(); expect(1).toBe(1);
});
