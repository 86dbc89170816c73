// How much of its CPU time this machine did not get from its host: on a shared host it decides what a p99 is worth.

import { readFile } from 'node:fs/promises';

interface CpuTicks {
  readonly stolen: number;
  readonly all: number;
}

/** From now until the returned function is called: stolen ÷ all CPU time, 0…1; null where the system does not tell. */
export async function watchHostSteal(): Promise<() => Promise<number | null>> {
  const before = await readTicks();
  return async () => {
    const after = await readTicks();
    return before && after ? (after.stolen - before.stolen) / Math.max(1, after.all - before.all) : null;
  };
}

/** The first line of Linux's /proc/stat: `cpu user nice system idle iowait irq softirq steal guest guest_nice` (proc(5)). */
async function readTicks(): Promise<CpuTicks | null> {
  const text = await readFile('/proc/stat', 'utf8').catch(() => null);
  const ticks = text?.split('\n')[0]?.split(/\s+/).slice(1, 9).map(Number);
  if (!ticks) return null;
  return { stolen: ticks[7] ?? 0, all: ticks.reduce((sum, each) => sum + each, 0) };
}
