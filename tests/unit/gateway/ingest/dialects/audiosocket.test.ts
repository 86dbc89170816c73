import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { audiosocket } from '../../../../../gateway/ingest/dialects/audiosocket.ts';
import { runCodec } from '../../../../support/codec.ts';

const UUID = Buffer.from('0100100102030405060708090a0b0c0d0e0f10', 'hex');
const CALL_ID = 'audiosocket-01020304-0506-0708-090a-0b0c0d0e0f10';
const audio = (type: number, samples: number) =>
  Buffer.concat([Buffer.from([type, 0, samples * 2]), Buffer.alloc(samples * 2, 1)]);
const HANG_UP = Buffer.from([0, 0, 0]);
const DIGIT = Buffer.from([3, 0, 1, 0x35]);

describe('the codec of AudioSocket', () => {
  it('begins with the first audio, by the UUID and at the rate of its type', () => {
    const run = runCodec(audiosocket);
    expect(run.say(UUID)).toEqual([]);
    expect(run.say(audio(0x12, 2))).toMatchObject([
      {
        kind: 'call',
        start: {
          callId: CALL_ID,
          audio: { sampleRateHz: 16_000 },
          participants: [{ participantId: 'line', role: 'unknown', channel: 0 }],
        },
      },
      { kind: 'audio', startSample: 0, payload: Buffer.from([1, 1, 1, 1]) },
    ]);
    expect(run.say(DIGIT)).toEqual([]);
    expect(run.say(audio(0x12, 2))).toMatchObject([{ startSample: 2 }]);
    expect(run.say(HANG_UP)).toEqual([{ kind: 'event', event: { type: 'call.ended', reason: 'hung up' } }]);
    expect(run.put({ kind: 'closed', code: 1000 })).toEqual([]);
  });

  it('reads the same out of any slicing of the bytes', () => {
    const whole = Buffer.concat([UUID, audio(0x10, 80), DIGIT, audio(0x10, 80), audio(0x10, 33), HANG_UP]);
    const expected = runCodec(audiosocket).say(whole);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: whole.length - 1 }), { maxLength: 30 }), (cuts) => {
        const at = [0, ...cuts.toSorted((a, b) => a - b), whole.length];
        const run = runCodec(audiosocket);
        const actions = at.slice(1).flatMap((to, index) => run.say(whole.subarray(at[index], to)));
        expect(actions).toEqual(expected);
      }),
    );
  });

  it('refuses audio without a UUID, a rate that changes, and rates that are not read', () => {
    expect(() => runCodec(audiosocket).say(audio(0x10, 2))).toThrow('UUID');
    const run = runCodec(audiosocket);
    run.say(UUID);
    expect(() => run.say(audio(0x11, 2))).toThrow('12000');
    run.say(audio(0x10, 2));
    expect(() => run.say(audio(0x12, 2))).toThrow('rate changed');
  });
});
