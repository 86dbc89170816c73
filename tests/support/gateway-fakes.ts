// The gateway's HTTP and live sides with everything behind them in memory: a store, sessions, people, a clock.

import type { CallEvent, EventDraft, Unstamped, ViewerEvent } from '../../engine/events.ts';
import { CallId } from '../../engine/ids.ts';
import { wallMs } from '../../engine/media-time.ts';
import { createDevelopment } from '../../gateway/auth/development.ts';
import { createAuthenticator } from '../../gateway/auth/identity.ts';
import { createTokenVerifier, signToken } from '../../gateway/auth/tokens.ts';
import type { AuditEntry, CallReads, CardFeedbackAfterCall, HttpDeps } from '../../gateway/http/ports.ts';
import { LatencyRecord } from '../../gateway/latency-record.ts';
import { inProcessBus } from '../../gateway/live/bus.ts';
import { type HubOptions, LiveHub } from '../../gateway/live/hub.ts';
import { emptySummary, foldSummary } from '../../gateway/live/live-summary.ts';
import type { OperatorReport } from '../../gateway/protocol/operator.ts';
import type { RoleName } from '../../gateway/protocol/rest.ts';

export const NOW = wallMs(Date.parse('2026-03-02T10:00:00Z'));
export const callId = (id: string): CallId => CallId.parse(id);

/** Of a gateway that has done nothing yet. */
const QUIET_REPORT: OperatorReport = {
  at: '2026-03-02T10:00:00.000Z',
  startedAt: '2026-03-02T09:00:00.000Z',
  parts: [{ part: 'store', isReady: true, message: 'embedded' }],
  transcriber: null,
  calls: { live: 0, viewers: 0, webrtcSessions: 0 },
  latency: new LatencyRecord().stages(),
  budget: { p95Ms: 1_500, isMet: null },
  leftOut: {
    analysisSkipped: 0,
    transcriptionSkipped: 0,
    transcriptionLost: 0,
    audioDropped: 0,
    pipelineDegraded: 0,
  },
  store: { spooledEvents: 0, spooledBytes: 0, oldestMs: 0, insertedEvents: 0, retries: 0, rejectedEvents: 0 },
};

/** A recording of ten bytes, 0 to 9. */
const SOUND = {
  sizeBytes: 10,
  async *read(from: number, to: number) {
    yield Uint8Array.from({ length: to - from }, (_, at) => from + at);
  },
};

type Draft = Record<string, unknown> & { readonly type: EventDraft['type'] };
/** Events of one call, numbered from `fromSeq`, a second apart. */
export function eventsOf(id: string, drafts: readonly Draft[], fromSeq = 1): CallEvent[] {
  return drafts.map((draft, index) => {
    const seq = fromSeq + index;
    return { callId: callId(id), seq, atMs: seq * 1000, ...draft } as unknown as CallEvent;
  });
}

export const started = (personId: string | undefined = 'alex-rivera', more: object = {}): Draft => ({
  type: 'call.started',
  startedAt: '2026-03-02T09:00:00Z',
  language: 'en',
  title: 'Acme discovery',
  industry: 'software',
  stage: 'discovery',
  participants: [
    { participantId: 'rep', role: 'rep', ...(personId === undefined ? {} : { personId }) },
    { participantId: 'customer', role: 'customer' },
  ],
  ...more,
});
export const slide = (slideId: string): Draft => ({ type: 'slide.shown', slideId });
export const raised = (cardId: string): Draft => ({
  type: 'card.raised',
  cardId,
  ruleId: 'rule',
  kind: 'question',
  severity: 'info',
  pack: { title: 'A guide', wording: 'You could say …' },
  evidence: [],
  reason: [1],
  confidence: 0.8,
  isCalibrated: false,
  expiresAtMs: 60_000,
});
export const ended: Draft = { type: 'call.ended' };

/** What was stored, and what was asked of it. */
export class FakeReads implements CallReads {
  readonly logs = new Map<string, CallEvent[]>();
  readonly audit: AuditEntry[] = [];
  readonly feedback: CardFeedbackAfterCall[] = [];
  /** Makes every method reject. */
  failure: Error | undefined;
  /** Runs before each read, so that a test can make something happen in the meantime. */
  beforeRead: () => void | Promise<void> = () => {};

  store(...events: readonly CallEvent[]): void {
    for (const event of events) this.logs.set(event.callId, [...(this.logs.get(event.callId) ?? []), event]);
  }

  #summary(id: CallId) {
    const log = this.logs.get(id);
    return log && { ...log.reduce(foldSummary, emptySummary(id)), isLive: false };
  }

  async listCalls({ repPersonIds, limit, cursor }: Parameters<CallReads['listCalls']>[0]) {
    await this.#answer();
    const all = [...this.logs.keys()].flatMap((id) => this.#summary(callId(id)) ?? []);
    const mine = all.filter((call) => call.participants.some(({ personId }) => repPersonIds.includes(personId ?? '')));
    const from = Number(cursor ?? 0);
    const next = from + limit < mine.length ? String(from + limit) : null;
    return { calls: mine.slice(from, from + limit), nextCursor: next };
  }
  async getCall(id: CallId) {
    await this.#answer();
    return this.#summary(id);
  }
  async readEvents(id: CallId, afterSeq: number, limit: number) {
    await this.#answer();
    return (this.logs.get(id) ?? []).filter(({ seq }) => seq > afterSeq).slice(0, limit);
  }
  async addAudit(entry: AuditEntry) {
    await this.#answer();
    this.audit.push(entry);
  }
  async cardFeedbackAfterCall(feedback: CardFeedbackAfterCall) {
    await this.#answer();
    this.feedback.push(feedback);
  }
  async listFeedbackAfterCall(id: CallId) {
    await this.#answer();
    return this.feedback.filter((each) => each.callId === id);
  }
  async listViews() {
    await this.#answer();
    return [{ name: 'analyst_calls', description: 'Calls', columns: [] }];
  }
  async analystView(name: string, limit: number) {
    await this.#answer();
    return name === 'analyst_calls' ? [{ callKey: 'k1', questions: 3 }].slice(0, limit) : undefined;
  }

  async #answer(): Promise<void> {
    await this.beforeRead();
    if (this.failure) throw this.failure;
  }
}

/** Live calls that only remember what they were told. */
export class FakeSessions {
  readonly received: { readonly callId: string; readonly event: Unstamped<ViewerEvent> }[] = [];
  readonly live = new Set<string>();

  find(id: CallId) {
    if (!this.live.has(id)) return undefined;
    return {
      isLive: true,
      receivedMs: 5_000,
      receiveEvent: (event: Unstamped<ViewerEvent>) => this.received.push({ callId: id, event }),
    };
  }
}

export interface FakeGateway {
  readonly deps: HttpDeps & { readonly hub: LiveHub; readonly origins: readonly string[] };
  readonly reads: FakeReads;
  readonly sessions: FakeSessions;
  readonly hub: LiveHub;
  readonly logged: Record<string, unknown>[];
  /** Now; may be set. */
  readonly clock: { now: number };
  tokenFor(personId: string, roles?: readonly RoleName[]): Promise<string>;
  /** Publishes to the hub; the call is live from `call.started` to `call.ended`. */
  publish(...events: readonly CallEvent[]): void;
}

export async function fakeGateway(
  options: { readonly hub?: Partial<HubOptions>; readonly isDevelopment?: boolean } = {},
): Promise<FakeGateway> {
  const development = createDevelopment();
  const clock = { now: NOW as number };
  const now = () => wallMs(clock.now);
  const reads = new FakeReads();
  const sessions = new FakeSessions();
  const logged: Record<string, unknown>[] = [];
  const hub = new LiveHub(inProcessBus(), options.hub);
  const people = () => development.people;
  const isDevelopment = options.isDevelopment ?? false;
  const verifier = await createTokenVerifier({ secret: development.secret, now });
  const log = {
    warn: (facts: Readonly<Record<string, unknown>>) => void logged.push(facts),
    error: (facts: Readonly<Record<string, unknown>>) => void logged.push(facts),
  };
  return {
    deps: {
      authenticator: createAuthenticator({ verifier, people, isDevelopment }),
      people,
      ...(isDevelopment ? { development } : {}),
      reads,
      live: hub,
      sessions,
      erase: async () => ({ calls: [], rows: {}, recordingFiles: 0, spoolLines: 0 }),
      recordings: {
        sheetOf: async (id) => ({ callId: id, sampleRateHz: 8000, durationMs: 1000, channels: [], silenced: [] }),
        file: async (_, channel) => (channel === null ? SOUND : null),
      },
      samples: {
        list: async () => [{ name: 'budget', language: 'en', title: 'Budget', durationMs: 60_000 }],
        play: async (name) => (name === 'budget' ? { callId: callId('played') } : undefined),
      },
      operatorReport: async () => QUIET_REPORT,
      readiness: async () => [{ part: 'store', isReady: true, message: 'answers' }],
      metrics: { contentType: 'text/plain; version=0.0.4; charset=utf-8', metrics: async () => 'sotto_calls 1\n' },
      log,
      now,
      hub,
      origins: ['https://crm.example'],
    },
    reads,
    sessions,
    hub,
    logged,
    clock,
    tokenFor: (personId, roles) =>
      roles
        ? signToken(development.secret, { personId, name: personId, roles, expiresInMs: 3_600_000 }, now())
        : development.tokenFor(personId, now()),
    publish(...events) {
      for (const event of events) {
        if (event.type === 'call.started') sessions.live.add(event.callId);
        if (event.type === 'call.ended') sessions.live.delete(event.callId);
        hub.publish(event);
      }
    },
  };
}
