import { it } from 'vitest';
import { writeReport } from '../../src-main/reports';
import { exampleResults } from '../support/example-results';
it('x', async () => { for (let i=0;i<2;i++){ const t=performance.now(); console.log((await writeReport(exampleResults(),'/tmp/report')).length, (performance.now()-t).toFixed(0)); const u=performance.now(); await writeReport(exampleResults(),'/tmp/report',{formats:['pdf']}); console.log((performance.now()-u).toFixed(0));} });
