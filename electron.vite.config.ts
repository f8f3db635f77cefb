/** How the studio is built: every entry of the main side, bundled as ES modules; packages stay outside. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'electron-vite';

const source = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
const { dependencies } = JSON.parse(readFileSync(source('package.json'), 'utf8')) as { dependencies: Record<string, string> };
const outside = [/^node:/, ...Object.keys(dependencies).map((name) => new RegExp(`^${name}(/.*)?$`))];

export default defineConfig({
  main: {
    build: {
      outDir: 'dist/main', emptyOutDir: false, target: 'node20', minify: false, sourcemap: true, externalizeDeps: false,
      rollupOptions: {
        external: outside,
        input: {
          cli: source('src-main/cli.ts'),
          'inference-worker': source('src-main/models/inference-worker.ts'),
          'bootstrap-worker': source('src-main/engine/bootstrap-worker.ts'),
          'edge-server': source('src-main/remote/edge-server-process.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
});
