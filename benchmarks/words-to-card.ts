// From the end of an utterance to its text and to its card, with the transcriber that the environment sets (SOTTO_TRANSCRIBER…),
// the shipped playbook and real time. In: spoken calls of a customer who has a doubt of each kind. Out: quantiles by stage.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quantile } from '../engine/quantile.ts';
import type { WordsStage } from '../gateway/calls/words-latency.ts';
import { replayCall } from '../gateway/client/replay-call.ts';
import { compose } from '../gateway/compose.ts';
import { readConfig } from '../gateway/config.ts';
import { createLog } from '../gateway/log.ts';
import { watchHostSteal } from './host-steal.ts';
import { spokenCalls } from './spoken-calls.ts';

export interface StageLatency {
  readonly stage: WordsStage;
  readonly count: number;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly slowestMs: number | null;
}

export interface WordsToCardResult {
  readonly transcriber: string;
  readonly calls: number;
  /** Of the customer's lines, each a doubt for which the playbook has a card. */
  readonly doubts: number;
  readonly stages: readonly StageLatency[];
  /** Share of its CPU time that the host took from this machine meanwhile, 0…1. */
  readonly hostStealRatio: number | null;
}

const STAGES: readonly WordsStage[] = ['ended', 'final', 'card'];

/** Undefined where the environment sets no transcriber. One call after the other, so that each has the machine alone. */
export async function measureWordsToCard(calls: number): Promise<WordsToCardResult | undefined> {
  const transcriber = readConfig().transcription.SOTTO_TRANSCRIBER;
  if (transcriber === 'none') return undefined;
  const spoken = await spokenCalls(calls);
  const directory = await mkdtemp(join(tmpdir(), 'sotto-bench-'));
  const config = readConfig({ PORT: '0', SOTTO_DATA_DIR: directory, SOTTO_HOST: '127.0.0.1' });
  const tookMs: Record<WordsStage, number[]> = { ended: [], final: [], card: [] };
  const running = await compose(config, createLog('error'), {
    onWordsLatency: (stage, ms) => tookMs[stage].push(ms),
  });
  const hostSteal = await watchHostSteal();
  for (const { call } of spoken) await replayCall({ url: running.url.replace(/^http/, 'ws'), call });
  const hostStealRatio = await hostSteal();
  await running.stop('benchmark over');
  await rm(directory, { recursive: true, force: true });
  return {
    transcriber,
    calls,
    doubts: spoken.reduce((sum, { doubts }) => sum + doubts, 0),
    stages: STAGES.map((stage) => latencyOf(stage, tookMs[stage])),
    hostStealRatio,
  };
}

function latencyOf(stage: WordsStage, tookMs: readonly number[]): StageLatency {
  const at = (share: number) => quantile(tookMs, share);
  return { stage, count: tookMs.length, p50Ms: at(0.5), p95Ms: at(0.95), slowestMs: at(1) };
}

export function printed(result: WordsToCardResult | undefined): string {
  if (!result) return 'skipped: no transcriber is set (SOTTO_TRANSCRIBER, docs/transcribers.md)\n';
  const seconds = (ms: number | null) => (ms === null ? '–' : (ms / 1000).toFixed(2));
  const stolen = result.hostStealRatio === null ? '–' : (result.hostStealRatio * 100).toFixed(1);
  return [
    `${result.transcriber}; ${result.calls} calls, ${result.doubts} doubts; the host took ${stolen} %`,
    '',
    '| from the end of the voice to | n | p50, s | p95, s | slowest, s |',
    '| --- | --- | --- | --- | --- |',
    ...result.stages.map(
      ({ stage, count, p50Ms, p95Ms, slowestMs }) =>
        `| ${stage} | ${count} | ${seconds(p50Ms)} | ${seconds(p95Ms)} | ${seconds(slowestMs)} |`,
    ),
    '',
  ].join('\n');
}
