#!/usr/bin/env node
// Runs the compiled program where it was built, else the sources as they stand.
import { existsSync } from 'node:fs';
import { register } from 'tsx/esm/api';

const compiled = new URL('../dist/gateway/cli/sotto.js', import.meta.url);
if (existsSync(compiled)) await import(compiled.href);
else {
  register();
  await import(new URL('../gateway/cli/sotto.ts', import.meta.url).href);
}
