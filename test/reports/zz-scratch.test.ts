import { it } from 'vitest';
import { writeReport } from '../../src-main/reports';
import { exampleResults } from '../support/example-results';
it('x', async () => { for (let i=0;i<3;i++){ const t=performance.now(); await writeReport(exampleResults(),'/tmp/report'); console.log('all', (performance.now()-t).toFixed(0)); }});
