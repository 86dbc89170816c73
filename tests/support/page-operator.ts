// Reports for operators, for the page's own tests: one that is well, one that is not, one of a gateway that just began.

import { OperatorReport } from '../../gateway/protocol/operator.ts';

const part = (name: string, message: string, isReady = true) => ({ part: name, isReady, message });

export const WELL: OperatorReport = OperatorReport.parse({
  at: '2026-03-12T10:47:03Z',
  startedAt: '2026-03-10T06:12:00Z',
  parts: [
    part('store', 'embedded chDB'),
    part('voice-model', 'silero'),
    part('emotion-model', 'voice-emotion'),
    part('server', 'taking calls'),
  ],
  transcriber: { name: 'command pocketsphinx_continuous', isRemote: false, isReady: true },
  calls: { live: 12, viewers: 19, webrtcSessions: 2 },
  latency: [
    { stage: 'ended', count: 4_812, p50Ms: 352, p95Ms: 391, p99Ms: 440 },
    { stage: 'final', count: 4_655, p50Ms: 610, p95Ms: 1_020, p99Ms: 1_700 },
    { stage: 'card', count: 318, p50Ms: 680, p95Ms: 1_140, p99Ms: 1_830 },
    { stage: 'event-to-card', count: 402, p50Ms: 9, p95Ms: 31, p99Ms: 58 },
  ],
  budget: { p95Ms: 1_500, isMet: true },
  leftOut: {
    analysisSkipped: 0,
    transcriptionSkipped: 0,
    transcriptionLost: 0,
    audioDropped: 0,
    pipelineDegraded: 0,
  },
  store: {
    spooledEvents: 214,
    spooledBytes: 168_000,
    oldestMs: 3_100,
    insertedEvents: 1_284_330,
    retries: 0,
    rejectedEvents: 0,
  },
});

/** The store is away, cards are late, words were left out. */
export const UNWELL: OperatorReport = {
  ...WELL,
  parts: WELL.parts.map((each) => (each.part === 'store' ? part('store', 'connect ECONNREFUSED', false) : each)),
  latency: WELL.latency.map((each) =>
    each.stage === 'card' ? { ...each, p50Ms: 1_310, p95Ms: 2_420, p99Ms: 3_650 } : each,
  ),
  budget: { p95Ms: 1_500, isMet: false },
  leftOut: { ...WELL.leftOut, analysisSkipped: 3, transcriptionSkipped: 17 },
  store: { ...WELL.store, spooledEvents: 81_422, spooledBytes: 64_400_000, oldestMs: 754_000, retries: 96 },
};

export const JUST_BEGUN: OperatorReport = {
  ...WELL,
  transcriber: null,
  calls: { live: 0, viewers: 0, webrtcSessions: 0 },
  latency: WELL.latency.map(({ stage }) => ({ stage, count: 0, p50Ms: null, p95Ms: null, p99Ms: null })),
  budget: { p95Ms: 1_500, isMet: null },
  store: { ...WELL.store, spooledEvents: 0, spooledBytes: 0, oldestMs: 0, insertedEvents: 0 },
};
