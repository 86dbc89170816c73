// Where a worker thread's program lies and how to start it, from sources (.ts, through tsx) and from dist/ (.js) alike.

interface WorkerEntry {
  readonly url: URL;
  readonly execArgv: string[];
}

/** The worker `name` that lies beside the module `importer` (its import.meta.url). */
export function workerEntry(name: string, importer: string): WorkerEntry {
  if (!importer.endsWith('.ts')) return { url: new URL(`./${name}.js`, importer), execArgv: [] };
  const prelude = new URL('./worker-from-sources.mjs', import.meta.url);
  return { url: new URL(`./${name}.ts`, importer), execArgv: ['--import', prelude.href] };
}
