// What the process measures of itself, for `/metrics` (Prometheus text). Names end in their unit.

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { CallEvent } from '../engine/events.ts';
import type { WordsStage } from './calls/words-latency.ts';
import { LatencyRecord } from './latency-record.ts';
import type { StageLatency } from './protocol/operator.ts';

export interface Metrics {
  readonly registry: Registry;
  countEvent(event: CallEvent): void;
  /** Events of one type counted so far. */
  eventsOf(type: string): Promise<number>;
  cardLatency(ms: number): void;
  /** From the end of an utterance: how long until each stage had its result. */
  wordsLatency(stage: WordsStage, ms: number): void;
  /** The same measurements as quantiles of late, every stage. */
  latencies(): StageLatency[];
}

export interface MetricSources {
  readonly liveCalls: () => number;
  readonly viewers: () => number;
  readonly webrtcSessions: () => number;
  readonly spooledEvents: () => number;
  readonly insertedEvents: () => number;
}

export function createMetrics(sources: MetricSources): Metrics {
  const registry = new Registry();
  const record = new LatencyRecord();
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 10 });
  const events = new Counter({
    name: 'sotto_events_total',
    help: 'Events logged, by type.',
    labelNames: ['type'],
    registers: [registry],
  });
  const latency = new Histogram({
    name: 'sotto_event_to_card_seconds',
    help: 'From the arrival of the input that made a card known to the card.',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  });
  const words = new Histogram({
    name: 'sotto_utterance_latency_seconds',
    help: 'From the end of an utterance to: its end known (ended), its final text (final), a card of it (card).',
    labelNames: ['stage'],
    buckets: [0.1, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10],
    registers: [registry],
  });
  const gauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(value());
      },
    });
  gauge('sotto_live_calls', 'Calls that are live.', sources.liveCalls);
  gauge('sotto_live_viewers', 'Live viewers connected.', sources.viewers);
  gauge('sotto_webrtc_sessions', 'WebRTC feeds that are open.', sources.webrtcSessions);
  gauge('sotto_spooled_events', 'Events on disk that ClickHouse has not taken yet.', sources.spooledEvents);
  gauge('sotto_inserted_events', 'Events that ClickHouse has taken since the start.', sources.insertedEvents);
  return {
    registry,
    countEvent: (event) => events.inc({ type: event.type }),
    async eventsOf(type) {
      const { values } = await events.get();
      return values.find(({ labels }) => labels.type === type)?.value ?? 0;
    },
    cardLatency(ms) {
      latency.observe(ms / 1000);
      record.add('event-to-card', ms);
    },
    wordsLatency(stage, ms) {
      words.observe({ stage }, ms / 1000);
      record.add(stage, ms);
    },
    latencies: () => record.stages(),
  };
}
