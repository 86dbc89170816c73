import { defineConfig } from 'vitest/config';

const project = (name: string, extra: Record<string, unknown> = {}) => ({
  test: { name, include: [`tests/${name}/**/*.test.ts`], environment: 'node' as const, ...extra },
});

// chDB binds one data directory per process, so every project that may open it runs in forks.
const forked = { pool: 'forks' as const, testTimeout: 120_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      project('unit', { testTimeout: 30_000 }),
      project('properties', { testTimeout: 60_000 }),
      project('contract', forked),
      project('golden', { ...forked, testTimeout: 300_000 }),
      project('integration', forked),
      project('e2e', { ...forked, testTimeout: 300_000, fileParallelism: false }),
      project('architecture', { testTimeout: 60_000 }),
      project('leaks', { ...forked, execArgv: ['--expose-gc'] }),
    ],
  },
});
