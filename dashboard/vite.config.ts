// Builds the page into dashboard/dist. Paths are relative, so that the page also works below a path of a proxy.

import { defineConfig } from 'vite';

export default defineConfig({
  base: './',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2022', sourcemap: false, modulePreload: { polyfill: false } },
  server: { proxy: { '/v1': { target: 'http://127.0.0.1:8787', ws: true } } },
});
