// Builds `sotto/client` into client/dist: one file for Node (with `ws` beside it), one for browsers (with nothing).

import { defineConfig } from 'vite';

export default defineConfig({
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    lib: { entry: { node: 'node.ts', browser: 'browser.ts' }, formats: ['es'] },
    rolldownOptions: { external: ['ws'] },
  },
});
