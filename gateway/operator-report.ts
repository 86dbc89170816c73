// Puts together what an operator is shown. Reads only; tells nothing of any call's content.

import type { WallMs } from '../engine/media-time.ts';
import type { Transcriber } from '../engine/transcriber.ts';
import type { WriterStats } from '../store/writer.ts';
import type { Metrics } from './metrics.ts';
import { type OperatorReport, UTTERANCE_TO_CARD_P95_MS } from './protocol/operator.ts';
import type { ReadyPart } from './protocol/rest.ts';

export interface OperatorSources {
  readonly startedAt: WallMs;
  readonly now: () => WallMs;
  readonly metrics: Pick<Metrics, 'eventsOf' | 'latencies'>;
  readonly readiness: () => Promise<readonly ReadyPart[]>;
  readonly transcriber: Pick<Transcriber, 'name' | 'isRemote' | 'isAlive'> | undefined;
  readonly calls: () => OperatorReport['calls'];
  readonly store: () => WriterStats;
}

export async function operatorReport(sources: OperatorSources): Promise<OperatorReport> {
  const { startedAt, now, metrics, readiness, transcriber, calls, store } = sources;
  const latency = metrics.latencies();
  const card = latency.find(({ stage }) => stage === 'card')?.p95Ms ?? null;
  const stats = store();
  return {
    at: new Date(now()).toISOString(),
    startedAt: new Date(startedAt).toISOString(),
    parts: [...(await readiness())],
    transcriber: transcriber
      ? { name: transcriber.name, isRemote: transcriber.isRemote, isReady: transcriber.isAlive() }
      : null,
    calls: calls(),
    latency,
    budget: {
      p95Ms: UTTERANCE_TO_CARD_P95_MS,
      isMet: card === null ? null : card <= UTTERANCE_TO_CARD_P95_MS,
    },
    leftOut: {
      analysisSkipped: await metrics.eventsOf('analysis.skipped'),
      transcriptionSkipped: await metrics.eventsOf('transcription.skipped'),
      transcriptionLost: await metrics.eventsOf('transcription.lost'),
      audioDropped: await metrics.eventsOf('audio.dropped'),
      pipelineDegraded: await metrics.eventsOf('pipeline.degraded'),
    },
    store: {
      spooledEvents: stats.spooled,
      spooledBytes: stats.spooledBytes,
      oldestMs: stats.lagMs,
      insertedEvents: stats.inserted,
      retries: stats.retries,
      rejectedEvents: stats.rejected,
    },
  };
}
