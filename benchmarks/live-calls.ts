// N two-channel calls at real time through the real socket, pipelines and embedded store, with and without the voice
// model, in turn in one run. CPU is this process's (gateway, worker and store); the feeds run in another. What happens
// while the code is still being compiled (the warm-up) is fed but not counted: a service runs for days.

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { VoiceModel, VoiceReading } from '../engine/ports.ts';
import { quantile } from '../engine/quantile.ts';
import { compose } from '../gateway/compose.ts';
import { readConfig } from '../gateway/config.ts';
import { createLog } from '../gateway/log.ts';
import { sampleIndex } from '../gateway/samples.ts';
import { watchHostSteal } from './host-steal.ts';
import type { FeederOrder } from './live-feeder.ts';

export interface LiveCallsResult {
  readonly calls: number;
  readonly seconds: number;
  readonly sampleRateHz: number;
  readonly frameMs: number;
  readonly withVoice: boolean;
  /** CPU of the whole process ÷ (channels × seconds), ms per second of audio. */
  readonly cpuMsPerChannelSecond: number;
  readonly windowsSkipped: number;
  readonly cards: number;
  readonly eventToCardMs: { readonly p50: number | null; readonly p99: number | null };
  readonly eventLoopDelayP99Ms: number;
  /** Share of its CPU time that the host took from this machine meanwhile, 0…1: above 0.01 a p99 says little. */
  readonly hostStealRatio: number | null;
}

/** Reads silence at once: what is left is everything but the voice model. */
const NO_VOICE: VoiceModel = {
  name: 'none',
  isAlive: () => true,
  open: () => ({
    read: (): Promise<VoiceReading> =>
      Promise.resolve({ speechProbability: 0, rmsDb: -100, f0Hz: null, spectralTiltDb: 0 }),
    close: () => undefined,
  }),
  close: () => Promise.resolve(),
};

export interface LiveCallsLoad {
  readonly calls: number;
  readonly seconds: number;
  readonly withVoice: boolean;
  readonly sampleRateHz: 8000 | 16000;
  /** 10…200 ms. */
  readonly frameMs: number;
  /** Media seconds that are fed before counting begins. */
  readonly warmUpSeconds: number;
}

export async function measureLiveCalls(load: LiveCallsLoad): Promise<LiveCallsResult> {
  const { calls, seconds, withVoice, sampleRateHz, frameMs, warmUpSeconds } = load;
  const directory = await mkdtemp(join(tmpdir(), 'sotto-bench-'));
  const latencies: number[] = [];
  const config = readConfig({ PORT: '0', SOTTO_DATA_DIR: directory, SOTTO_HOST: '127.0.0.1', SOTTO_MAX_CALLS: '1000' });
  const running = await compose(config, createLog('error'), {
    ...(withVoice ? {} : { voice: NO_VOICE }),
    onCardLatency: (ms) => latencies.push(ms),
  });
  const [sample] = await sampleIndex();
  if (!sample) throw new Error('no sample call to feed');
  const feeder = fork(fileURLToPath(new URL('live-feeder.ts', import.meta.url)), { execArgv: ['--import', 'tsx'] });
  await once(feeder, 'message');
  const delay = monitorEventLoopDelay({ resolution: 5 });
  const order: FeederOrder = {
    url: running.url.replace(/^http/, 'ws'),
    file: sample.path,
    calls,
    seconds: warmUpSeconds + seconds,
    sampleRateHz,
    frameMs,
  };
  feeder.send(order);
  await setTimeout(warmUpSeconds * 1000);
  latencies.length = 0;
  const hostSteal = await watchHostSteal();
  const before = process.cpuUsage();
  delay.enable();
  await once(feeder, 'message');
  // What counts ends with the last frame; only then are the calls ended, all within a millisecond, which calls do not do.
  const used = process.cpuUsage(before);
  delay.disable();
  const counted = latencies.slice();
  const hostStealRatio = await hostSteal();
  feeder.send('end');
  await once(feeder, 'exit');
  const skipped = await running.countEvents('analysis.skipped');
  await running.stop('benchmark over');
  await rm(directory, { recursive: true, force: true });
  return {
    calls,
    seconds,
    sampleRateHz,
    frameMs,
    withVoice,
    cpuMsPerChannelSecond: (used.user + used.system) / 1000 / (calls * 2 * seconds),
    windowsSkipped: skipped,
    cards: counted.length,
    eventToCardMs: { p50: quantile(counted, 0.5), p99: quantile(counted, 0.99) },
    eventLoopDelayP99Ms: delay.percentile(99) / 1e6,
    hostStealRatio,
  };
}
