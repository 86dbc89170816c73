import { describe, expect, it } from 'vitest';
import { wallMs } from '../../../engine/media-time.ts';
import { createMetrics, type Metrics } from '../../../gateway/metrics.ts';
import { type OperatorSources, operatorReport } from '../../../gateway/operator-report.ts';
import { OperatorReport, type StageLatency } from '../../../gateway/protocol/operator.ts';

const none = () => 0;
const quietMetrics = () =>
  createMetrics({ liveCalls: none, viewers: none, webrtcSessions: none, spooledEvents: none, insertedEvents: none });

const reportOf = (metrics: Metrics, more: Partial<OperatorSources> = {}) =>
  operatorReport({
    startedAt: wallMs(0),
    now: () => wallMs(60_000),
    metrics,
    readiness: async () => [{ part: 'store', isReady: false, message: 'refused' }],
    transcriber: undefined,
    calls: () => ({ live: 3, viewers: 5, webrtcSessions: 1 }),
    store: () => ({ spooled: 7, spooledBytes: 2_048, inserted: 40, retries: 2, rejected: 1, lagMs: 900 }),
    ...more,
  });
const stageOf = ({ latency }: OperatorReport, stage: StageLatency['stage']) =>
  latency.find((each) => each.stage === stage);

describe('the report for operators', () => {
  it('gives quantiles of what was measured, stage by stage', async () => {
    const metrics = quietMetrics();
    for (let ms = 1; ms <= 100; ms++) metrics.wordsLatency('final', ms * 10);
    metrics.cardLatency(12);
    const report = await reportOf(metrics);
    expect(stageOf(report, 'final')).toEqual({ stage: 'final', count: 100, p50Ms: 500, p95Ms: 950, p99Ms: 990 });
    expect(stageOf(report, 'event-to-card')).toEqual({
      stage: 'event-to-card',
      count: 1,
      p50Ms: 12,
      p95Ms: 12,
      p99Ms: 12,
    });
    expect(stageOf(report, 'card')).toEqual({ stage: 'card', count: 0, p50Ms: null, p95Ms: null, p99Ms: null });
  });

  it('forgets what is old and counts on: a slow morning does not colour the afternoon', async () => {
    const metrics = quietMetrics();
    for (let n = 0; n < 500; n++) metrics.wordsLatency('card', 9_000);
    for (let n = 0; n < 1_000; n++) metrics.wordsLatency('card', 400);
    expect(stageOf(await reportOf(metrics), 'card')).toMatchObject({ count: 1_500, p50Ms: 400, p99Ms: 400 });
  });

  it.each([
    [[], null],
    [[1_500], true],
    [[1_501], false],
  ])('compares the budget with the p95 of cards: %j', async (measured, isMet) => {
    const metrics = quietMetrics();
    for (const ms of measured) metrics.wordsLatency('card', ms);
    expect((await reportOf(metrics)).budget).toEqual({ p95Ms: 1_500, isMet });
  });

  it('counts what was left out, and says how the store, calls and recogniser are', async () => {
    const metrics = quietMetrics();
    for (const type of ['analysis.skipped', 'analysis.skipped', 'transcription.lost', 'speech.ended']) {
      metrics.countEvent({ type } as never);
    }
    const transcriber = { name: 'command', isRemote: false, isAlive: () => false };
    const report = await reportOf(metrics, { transcriber });
    expect(OperatorReport.safeParse(report).error).toBeUndefined();
    expect(report).toMatchObject({
      at: '1970-01-01T00:01:00.000Z',
      startedAt: '1970-01-01T00:00:00.000Z',
      parts: [{ part: 'store', isReady: false }],
      transcriber: { name: 'command', isRemote: false, isReady: false },
      calls: { live: 3, viewers: 5, webrtcSessions: 1 },
      leftOut: { analysisSkipped: 2, transcriptionSkipped: 0, transcriptionLost: 1 },
      store: {
        spooledEvents: 7,
        spooledBytes: 2_048,
        oldestMs: 900,
        insertedEvents: 40,
        retries: 2,
        rejectedEvents: 1,
      },
    });
  });
});
