// Everything in one go: starts the program in a temporary directory, streams the sample calls over the socket, watches as
// the rep, asks ClickHouse, and compares with the truth.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EngineError } from '../../engine/errors.ts';
import { quantile } from '../../engine/quantile.ts';
import { readEngineVersion } from '../../store/queries/engine-version.ts';
import { countRows } from '../../store/queries/row-counts.ts';
import { replayCall } from '../client/replay-call.ts';
import { compose, type Running } from '../compose.ts';
import { readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import { readRecordedCall } from '../recorded/read-recorded-call.ts';
import { sampleIndex } from '../samples.ts';
import { wallClock } from '../wall-clock.ts';
import { compareWithTruth, disagreements } from './compare-with-truth.ts';
import { readTruth } from './truth.ts';
import { watchAsRep } from './watch-as-rep.ts';

export interface DemoOptions {
  /** Media seconds per second. */
  readonly speed: number;
  readonly onProgress: (done: number, of: number) => void;
}

export async function runDemo({ speed, onProgress }: DemoOptions) {
  const directory = await mkdtemp(join(tmpdir(), 'sotto-demo-'));
  const latenciesMs: number[] = [];
  const config = readConfig({ PORT: '0', SOTTO_DATA_DIR: directory, SOTTO_HOST: '127.0.0.1' });
  const running = await compose(config, createLog('error'), { onCardLatency: (ms) => latenciesMs.push(ms) });
  try {
    const samples = await sampleIndex();
    const progress = new Map<string, number>();
    const calls = await Promise.all(
      samples.map(async ({ path, name }) =>
        streamOne(running, path, speed, (share) => {
          progress.set(name, share);
          onProgress(
            [...progress.values()].reduce((sum, each) => sum + each, 0),
            samples.length,
          );
        }),
      ),
    );
    const problems = calls.flatMap((call) => disagreements(call).map((problem) => `${call.callId}: ${problem}`));
    const rows = await countRows(running.store);
    const empty = Object.entries(rows).flatMap(([table, count]) => (count === 0 ? [`${table} has no rows`] : []));
    const { version } = await readEngineVersion(running.store);
    return {
      ok: problems.length + empty.length === 0,
      problems: [...problems, ...empty],
      calls,
      eventToCardMs: { p50: quantile(latenciesMs, 0.5), p99: quantile(latenciesMs, 0.99), n: latenciesMs.length },
      store: { engine: running.store.engine, version, rows },
    };
  } finally {
    await running.stop('demo over');
    await rm(directory, { recursive: true, force: true });
  }
}

async function streamOne(running: Running, path: string, speed: number, onShare: (share: number) => void) {
  const call = await readRecordedCall(path);
  const truth = await readTruth(path);
  const { callId, participants } = call.started;
  const rep = participants.find(({ role }) => role === 'rep');
  const watch = await watchAsRep(running.url, await repToken(running, rep?.personId));
  await replayCall({
    url: running.url.replace(/^http/, 'ws'),
    call,
    speed,
    onProgress: (done, of) => onShare(done / of),
  });
  await watch.ended(callId);
  watch.close();
  await running.flush();
  return compareWithTruth(watch.logOf(callId), truth);
}

async function repToken(running: Running, personId: string | undefined): Promise<string> {
  const { development } = running.access;
  if (!development || personId === undefined) {
    throw new EngineError('input.config', 'the demonstration needs the development identities: unset SOTTO_AUTH_*');
  }
  return development.tokenFor(personId, wallClock().now());
}
