import { it } from 'vitest';
import fs from 'node:fs';
import { figuresOf } from '/work/main/src-main/core/figures';
import { figurePng, figureSvg } from '/work/main/src-main/reports/draw-figure';
import { exampleResults } from '/work/main/test/support/example-results';
it('x', async () => { fs.mkdirSync('/tmp/figs',{recursive:true});
 for (const f of figuresOf(exampleResults())) { let t=performance.now(); const s=figureSvg(f); const a=performance.now(); const p=await figurePng(f,1.5); console.log(f.name, (a-t).toFixed(0), (performance.now()-a).toFixed(0), s.length);
 fs.writeFileSync(`/tmp/figs/${f.name}.svg`,s);fs.writeFileSync(`/tmp/figs/${f.name}.png`,p);} });
