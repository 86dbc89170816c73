// One feed connection over a scripted socket and clock: what tests of the ingest protocol need, without a network.

import type { CallEvent } from '../../engine/events.ts';
import { wallMs } from '../../engine/media-time.ts';
import type { EventLog, VoiceModel } from '../../engine/ports.ts';
import { AdmittedPeople } from '../../gateway/calls/admitted-people.ts';
import { LiveCall, type Wall } from '../../gateway/calls/live-call.ts';
import { FeedConnection } from '../../gateway/ingest/feed-connection.ts';
import type { FeedIdentity } from '../../gateway/ingest/feed-socket.ts';
import type { IngestReply, StartCall } from '../../gateway/protocol/ingest.ts';
import { CALL, callContext } from './signals.ts';
import { createFakeVoiceModel } from './voice-model-fake.ts';

/** A clock that only the test moves. */
export function scriptedWall(): Wall & { advance(ms: number): void } {
  let nowMs = 1_000_000;
  let timers: { readonly atMs: number; readonly task: () => void }[] = [];
  return {
    now: () => wallMs(nowMs),
    after(ms, task) {
      const timer = { atMs: nowMs + ms, task };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
    advance(ms) {
      const untilMs = nowMs + ms;
      for (;;) {
        const due = timers.filter((each) => each.atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0];
        if (!due) break;
        timers = timers.filter((each) => each !== due);
        nowMs = Math.max(nowMs, due.atMs);
        due.task();
      }
      nowMs = untilMs;
    },
  };
}

/** Events in memory; `hold` makes appends wait, `fail` makes the next ones reject. */
export function memoryLog(): EventLog & {
  readonly events: CallEvent[];
  hold(): () => void;
  fail(times: number): void;
} {
  const events: CallEvent[] = [];
  let gate: Promise<void> = Promise.resolve();
  let failures = 0;
  return {
    events,
    async append(batch) {
      await gate;
      if (failures > 0) {
        failures -= 1;
        throw new Error('the disk is full');
      }
      events.push(...batch);
    },
    read: async (callId, afterSeq, limit) =>
      events.filter((event) => event.callId === callId && event.seq > afterSeq).slice(0, limit),
    hold() {
      let open: () => void = () => {};
      gate = new Promise((resolve) => {
        open = resolve;
      });
      return open;
    },
    fail(times) {
      failures = times;
    },
  };
}

export const START: StartCall = {
  type: 'call.started',
  sequence: 1,
  callId: CALL,
  startedAt: '2026-03-02T09:00:00Z',
  language: 'en',
  participants: callContext().started.participants,
  audio: { encoding: 'pcm_s16le', sampleRateHz: 8000, interleaved: false, channels: 1 },
};

export interface FeedBench {
  readonly wall: ReturnType<typeof scriptedWall>;
  readonly log: ReturnType<typeof memoryLog>;
  readonly calls: Map<string, LiveCall>;
  connect(identity?: FeedIdentity): TestConnection;
}

export interface TestConnection {
  readonly connection: FeedConnection;
  readonly replies: IngestReply[];
  readonly closes: { readonly code: number; readonly reason: string }[];
  say(message: unknown): void;
  ofType<T extends IngestReply['type']>(type: T): Extract<IngestReply, { type: T }>[];
}

const FEEDER: FeedIdentity = { personId: 'tool', roles: ['ingest'] };

export function feedBench(voice: VoiceModel = createFakeVoiceModel()): FeedBench {
  const wall = scriptedWall();
  const log = memoryLog();
  const calls = new Map<string, LiveCall>();
  const openCall = async (start: StartCall) => {
    const call = await LiveCall.open({
      start,
      people: new AdmittedPeople(start, FEEDER, 16),
      session: { context: callContext({ participants: start.participants }), definitions: [], voice },
      log,
      wall,
      resumeMs: 60_000,
      onEvent: () => {},
      onCardLatency: () => {},
      onStoreFailed: () => {},
    });
    calls.set(start.callId, call);
    return call;
  };
  const connect = (identity: FeedIdentity | undefined = FEEDER): TestConnection => {
    const replies: IngestReply[] = [];
    const closes: { code: number; reason: string }[] = [];
    const connection = new FeedConnection({
      socket: {
        send: (text) => replies.push(JSON.parse(text)),
        close: (code, reason) => closes.push({ code, reason }),
        pause: () => {},
        resume: () => {},
      },
      identity,
      authenticate: async (token) => ({ personId: token, roles: ['ingest'] }),
      openCall,
      findCall: (callId) => calls.get(callId),
      limits: { maxMessagesPerS: 100, unauthenticatedMs: 5_000 },
      now: wall.now,
      after: wall.after,
    });
    return {
      connection,
      replies,
      closes,
      say: (message) => connection.receive(message instanceof Uint8Array ? message : JSON.stringify(message)),
      ofType: (type) => replies.filter((reply) => reply.type === type) as never,
    };
  };
  return { wall, log, calls, connect };
}

/** Lets everything that is due in this turn of the event loop, and a few more, happen. */
export async function settled(turns = 8): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate);
}
