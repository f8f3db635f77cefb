/** `npm run bench [NAME …]`: every benchmark side by side with what it is measured against, one table. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, install, root, say } from './bootstrap.mjs';

install();
build();
const { build: bundle } = await import('vite');
const wanted = process.argv.slice(2);
const names = readdirSync(join(root, 'test', 'bench')).filter((file) => file.endsWith('.bench.ts')).map((file) => file.replace('.bench.ts', '')).filter((name) => wanted.length === 0 || wanted.includes(name));
if (names.length === 0) {
  process.stderr.write(`No benchmark is called ${wanted.join(' or ')}; look into test/bench.\n`);
  process.exit(2);
}
const { dependencies } = (await import('node:module')).createRequire(import.meta.url)(join(root, 'package.json'));
await bundle({
  root, configFile: false, logLevel: 'error', publicDir: false,
  build: {
    ssr: true, target: 'node20', outDir: join(root, 'dist', 'bench'), emptyOutDir: true, minify: false,
    rollupOptions: {
      input: Object.fromEntries(names.map((name) => [name, join(root, 'test', 'bench', `${name}.bench.ts`)])),
      external: [/^node:/, ...Object.keys(dependencies).map((name) => new RegExp(`^${name}(/.*)?$`))],
      output: { entryFileNames: '[name].mjs', chunkFileNames: 'chunks/[name]-[hash].mjs' },
    },
  },
});

const results = [];
for (const name of names) {
  say(`… ${name}`);
  const { bench } = await import(pathToFileURL(join(root, 'dist', 'bench', `${name}.mjs`)).href);
  const result = await bench();
  results.push({ name, ...result });
  process.stdout.write(`\n${result.title}\n`);
  const width = Math.max(...result.rows.map((row) => row.name.length));
  for (const row of result.rows) {
    const mark = row.ok === undefined ? ' ' : row.ok ? '✓' : '✗';
    process.stdout.write(`  ${mark} ${row.name.padEnd(width)}  ${String(Number(row.value.toPrecision(4))).padStart(10)} ${row.unit}${row.limit ? `   (limit: ${row.limit})` : ''}\n`);
  }
}
mkdirSync(join(root, 'out'), { recursive: true });
writeFileSync(join(root, 'out', 'bench.json'), JSON.stringify(results, null, 2));
const missed = results.flatMap(({ rows }) => rows).filter(({ ok }) => ok === false).length;
process.stdout.write(`\n${missed === 0 ? 'Every limit is kept.' : `${missed} limit${missed === 1 ? '' : 's'} missed on this machine now; a busy machine may be the reason.`}\n`);
process.exit(0);
