import { describe, expect, it } from 'vitest';
import { CallSession, type CallSessionOptions } from '../../../engine/call-session.ts';
import { EngineError } from '../../../engine/errors.ts';
import type { CallEvent } from '../../../engine/events.ts';
import type { ChannelIndex, ParticipantId, SegmentId } from '../../../engine/ids.ts';
import { DEFAULT_REDACTION } from '../../../engine/personal-data/call-redactor.ts';
import { voice } from '../../support/call-inputs.ts';
import { definitionOf } from '../../support/definitions.ts';
import { callContext, ms, participant } from '../../support/signals.ts';
import { createFakeVoiceModel } from '../../support/voice-model-fake.ts';

const FRAME = 160;
const REP_CHANNEL = 0 as ChannelIndex;
const CUSTOMER_CHANNEL = 1 as ChannelIndex;

async function opened(changes: Partial<CallSessionOptions> = {}) {
  const log: CallEvent[] = [];
  const settled: [number, number][] = [];
  const session = await CallSession.open({
    context: callContext(),
    definitions: [],
    voice: createFakeVoiceModel(),
    sampleRateHz: 8000,
    onEvent: (event) => log.push(event),
    onSettled: (input, seq) => settled.push([input, seq]),
    ...changes,
  });
  session.start();
  return { session, log, settled, types: () => log.map((event) => event.type) };
}

/** 20 ms frames of one channel over [fromMs, toMs). */
function feed(session: CallSession, channel: ChannelIndex, fromMs: number, toMs: number) {
  for (let start = fromMs * 8; start < toMs * 8; start += FRAME) {
    session.receiveAudio(channel, start, [new Float32Array(FRAME).fill(0.1)]);
  }
}

describe('CallSession', () => {
  it('begins its log with call.started and ends it with call.ended, numbered without a gap', async () => {
    const { session, log } = await opened();
    feed(session, REP_CHANNEL, 0, 200);
    feed(session, CUSTOMER_CHANNEL, 0, 200);
    session.receiveEvent({ type: 'stage.changed', stage: 'demo', atMs: ms(150) });
    session.receiveEvent({ type: 'call.ended' });
    await session.ended;
    expect(log.map((event) => event.type)).toEqual(['call.started', 'stage.changed', 'call.ended']);
    expect(log.map((event) => event.seq)).toEqual([1, 2, 3]);
    expect(log.at(-1)?.atMs).toBe(200);
  });

  it('waits at its end for the last words, which come after all that was heard and before call.ended', async () => {
    const asked: number[] = [];
    let answer = () => {};
    const { session, log } = await opened({
      lastWords: () => {
        asked.push(session.releasedMs);
        return new Promise<void>((resolve) => {
          answer = resolve;
        });
      },
    });
    const words = { participantId: 'rep' as ParticipantId, startMs: ms(0), endMs: ms(200), text: 'the last' };
    feed(session, REP_CHANNEL, 0, 200);
    feed(session, CUSTOMER_CHANNEL, 0, 200);
    session.receiveEvent({ type: 'call.ended' });
    for (let turn = 0; turn < 20; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
    expect(asked).toEqual([200]);
    expect(session.isEnded).toBe(false);
    session.receiveWords({ type: 'segment.finalized', segmentId: 's' as SegmentId, ...words });
    answer();
    await session.ended;
    session.receiveWords({ type: 'segment.finalized', segmentId: 'late' as SegmentId, ...words });
    expect(log.map(({ type, atMs }) => [type, atMs])).toEqual([
      ['call.started', 0],
      ['segment.finalized', 200],
      ['call.ended', 200],
    ]);
  });

  it('redacts what a transcriber says as it does what a feed says', async () => {
    const { session, log } = await opened({ context: { ...callContext(), redaction: DEFAULT_REDACTION } });
    const said = { participantId: 'rep' as ParticipantId, segmentId: 's' as SegmentId, startMs: ms(0), endMs: ms(90) };
    session.receiveWords({ type: 'segment.finalized', ...said, text: 'write to ann.lee@example.com please' });
    session.receiveEvent({ type: 'call.ended' });
    await session.ended;
    expect(log.some(({ type }) => type === 'segment.finalized')).toBe(true);
    expect(JSON.stringify(log)).not.toContain('ann.lee@example.com');
  });

  it('takes nothing after its end', async () => {
    const { session } = await opened();
    session.receiveEvent({ type: 'call.ended' });
    expect(() => session.receiveEvent({ type: 'stage.changed', stage: 'late' })).toThrow(EngineError);
    await session.ended;
  });

  it('does not wait for a channel that falls silent on the wire', async () => {
    const { session, log, types } = await opened({ channelLagMs: 300 });
    session.receiveEvent({ type: 'stage.changed', stage: 'demo', atMs: ms(100) });
    feed(session, REP_CHANNEL, 0, 1000);
    await new Promise(setImmediate);
    expect(types()).toContain('stage.changed');
    session.receiveEvent({ type: 'call.ended' });
    await session.ended;
    expect(log.find((event) => event.type === 'audio.missed')).toMatchObject({
      channel: CUSTOMER_CHANNEL,
      startMs: 0,
      endMs: 1000,
      reason: 'late-start',
    });
  });

  it('says once where a silent stretch began and ended, however long it was', async () => {
    const { session, log } = await opened({ channelLagMs: 300 });
    feed(session, CUSTOMER_CHANNEL, 0, 1000);
    feed(session, REP_CHANNEL, 0, 3000);
    feed(session, CUSTOMER_CHANNEL, 3000, 3400);
    feed(session, REP_CHANNEL, 3000, 3400);
    session.receiveEvent({ type: 'call.ended' });
    await session.ended;
    const missed = log.filter((event) => event.type === 'audio.missed' && event.channel === CUSTOMER_CHANNEL);
    expect(missed).toMatchObject([{ startMs: 1000, endMs: 3000, reason: 'silent' }]);
  });

  it('analyses a channel that joins later from there on and disturbs nobody', async () => {
    const { session, log } = await opened({ context: callContext({ participants: [participant('rep', 'rep', 0)] }) });
    feed(session, REP_CHANNEL, 0, 2000);
    session.receiveEvent({ type: 'participant.joined', participant: participant('late', 'customer', 1) });
    feed(session, REP_CHANNEL, 2000, 2400);
    feed(session, CUSTOMER_CHANNEL, 2200, 2400);
    session.receiveEvent({ type: 'call.ended' });
    await session.ended;
    const times = log.map((event) => event.atMs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(log.find((event) => event.type === 'audio.missed')).toMatchObject({ startMs: 2000, endMs: 2200 });
  });

  it('refuses audio of a channel that nobody declared', async () => {
    const { session } = await opened();
    expect(() => session.receiveAudio(7 as ChannelIndex, 0, [new Float32Array(160)])).toThrow(/channel 7/);
    session.dispose();
  });

  it('settles an input only when all windows that it completed have been read', async () => {
    const { session, settled } = await opened();
    const loud = () => new Float32Array(800).fill(0.1);
    session.receiveAudio(REP_CHANNEL, 0, [loud(), loud()], 1);
    session.receiveAudio(REP_CHANNEL, 800, [loud(), loud()], 2);
    expect(settled).toEqual([]);
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    expect(settled.at(-1)?.[0]).toBe(2);
    session.dispose();
  });

  it('turns a window that the model could not take into analysis.skipped and goes on', async () => {
    const fake = createFakeVoiceModel({ failing: (_, window) => (window === 1 ? 'model.failed' : null) });
    const { session, log } = await opened({ voice: fake });
    feed(session, REP_CHANNEL, 0, 200);
    feed(session, CUSTOMER_CHANNEL, 0, 200);
    session.receiveEvent({ type: 'call.ended' });
    await session.ended;
    const skipped = log.filter((event) => event.type === 'analysis.skipped');
    expect(skipped).toMatchObject([
      { channel: 0, startMs: 32, endMs: 64, code: 'model.failed' },
      { channel: 1, startMs: 32, endMs: 64, code: 'model.failed' },
    ]);
    expect(log.at(-1)?.type).toBe('call.ended');
  });

  it('asks no model about digital silence beyond half a second of it, however long', async () => {
    let reads = 0;
    const fake = createFakeVoiceModel();
    const counting = { ...fake, open: (rate: 8000 | 16000) => counted(fake.open(rate)) };
    const counted = (stream: ReturnType<typeof fake.open>) => ({
      ...stream,
      read: (samples: Float32Array) => {
        reads += 1;
        return stream.read(samples);
      },
    });
    const { session, log } = await opened({ voice: counting });
    session.receiveAudio(REP_CHANNEL, 0, [voice(60_000, [[59_000, 60_000]])]);
    session.receiveEvent({ type: 'call.ended' });
    await session.ended;
    expect(reads).toBeGreaterThanOrEqual(31);
    expect(reads).toBeLessThan(40 + 2 * 16);
    expect(log.some((event) => event.type === 'analysis.skipped')).toBe(false);
  });

  it('stops a pipeline that throws, says so, and lets the others go on', async () => {
    const broken = definitionOf('broken', ['clock.ticked'], ['stage.changed'], () => {
      throw new Error('invariant');
    });
    const counting = definitionOf('counting', ['clock.ticked'], ['metric.sampled'], (signal) => [
      {
        type: 'metric.sampled',
        atMs: signal.atMs,
        metric: 'ticks',
        value: 1,
        unit: 'count',
        participantId: null,
        windowMs: null,
        dimension: null,
        confidence: 1,
      },
    ]);
    const { session, log } = await opened({ definitions: [broken, counting], sampleRateHz: undefined });
    session.advance(ms(300));
    session.receiveEvent({ type: 'call.ended' });
    await session.ended;
    expect(log.filter((event) => event.type === 'pipeline.degraded')).toMatchObject([
      { pipeline: 'broken', code: 'defect.pipeline', message: 'invariant', atMs: 100 },
    ]);
    expect(log.filter((event) => event.type === 'metric.sampled')).toHaveLength(3);
  });
});
