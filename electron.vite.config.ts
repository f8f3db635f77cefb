/** How the studio is built: every entry of the main side, bundled as ES modules with packages outside, and the window with everything inside. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type UserConfig } from 'electron-vite';

const source = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
const { dependencies } = JSON.parse(readFileSync(source('package.json'), 'utf8')) as { dependencies: Record<string, string> };
const outside = [/^node:/, /^electron$/, ...Object.keys(dependencies).map((name) => new RegExp(`^${name}(/.*)?$`))];

/** The window's build; HI_STUDIO_BUILD=main leaves it out, because the terminal does not need it and it takes longer than the rest. */
async function windowBuild(): Promise<NonNullable<UserConfig['renderer']>> {
  const [{ default: nuxtUi }, { default: vue }] = await Promise.all([import('@nuxt/ui/vite'), import('@vitejs/plugin-vue')]);
  return {
    root: source('src-renderer'),
    base: './',
    plugins: [vue(), nuxtUi({
      // The theme files it writes land in node_modules/.nuxt-ui; component types where vue-tsc looks for them.
      root: source('.'), dts: false, autoImport: false, colorMode: false,
      components: { dts: source('dist/types/components.d.ts'), dirs: [] },
      icon: { clientBundle: { scan: { globInclude: ['src-renderer/**/*.{vue,ts}'], globExclude: [] } } },
      experimental: { componentDetection: true },
      ui: {
        colors: { primary: 'indigo', neutral: 'slate' },
        // As round as a box, not as a radio.
        checkbox: { slots: { base: 'rounded-[0.1875rem]' } },
        // Its small badges and keys are in px and would not follow the text.
        badge: { variants: { size: { xs: { base: 'text-[0.625rem]/3' }, sm: { base: 'text-[0.6875rem]/3' } } } },
        kbd: { variants: { size: { sm: 'h-4.5 min-w-4.5 text-[0.6875rem]', md: 'min-w-5 text-[0.6875rem]', lg: 'min-w-6 text-xs' } } },
      },
    })],
    define: { __VUE_I18N_LEGACY_API__: 'false', __VUE_I18N_FULL_INSTALL__: 'false', __INTLIFY_PROD_DEVTOOLS__: 'false', __VUE_OPTIONS_API__: 'true', __VUE_PROD_DEVTOOLS__: 'false' },
    build: { outDir: source('dist/renderer'), emptyOutDir: true, target: 'chrome120', minify: true, sourcemap: false, modulePreload: { polyfill: false }, rollupOptions: { input: source('src-renderer/index.html') } },
  };
}

export default defineConfig({
  main: {
    build: {
      outDir: 'dist/main', emptyOutDir: false, target: 'node20', minify: false, sourcemap: true, externalizeDeps: false,
      rollupOptions: {
        external: outside,
        input: {
          cli: source('src-main/cli.ts'),
          main: source('src-main/main.ts'),
          'inference-worker': source('src-main/models/inference-worker.ts'),
          'calculation-worker': source('src-main/engine/calculation-worker.ts'),
          'instrument-worker': source('src-main/studio/capture/instrument-worker.ts'),
          'keeper-worker': source('src-main/studio/capture/keeper-worker.ts'),
          'edge-server': source('src-main/remote/edge-server-process.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  // Electron's sandbox loads no ES modules.
  preload: { build: { outDir: 'dist/preload', emptyOutDir: true, minify: false, sourcemap: false, externalizeDeps: false, rollupOptions: { external: outside, input: { preload: source('src-main/preload.ts') }, output: { format: 'cjs', entryFileNames: '[name].cjs' } } } },
  ...(process.env.HI_STUDIO_BUILD === 'main' ? {} : { renderer: await windowBuild() }),
});
