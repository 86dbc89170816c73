import { describe, expect, it } from 'vitest';
import { placeLines } from '../../../samples/place-lines.ts';
import { arrivals, recordedLines } from '../../../samples/recorded-lines.ts';
import { scriptOf } from './invented-script.ts';

const script = scriptOf([
  { id: 'a', by: 'rep', pauseMs: 0, lastsMs: 4_000, text: 'Good morning, shall we begin with the warehouse?' },
  { id: 'b', by: 'customer', pauseMs: 300, lastsMs: 2_000, text: 'Acme called.', firstHeard: 'Act me called.' },
]);
const voices = new Map(
  [4_000, 2_000].map((durationMs, index) => [
    index === 0 ? 'a' : 'b',
    { durationMs, spans: [{ startMs: 0, endMs: durationMs }] },
  ]),
);
const call = placeLines(script, voices);
const messages = recordedLines(script, call, 'call.flac');

describe('the recorded call', () => {
  it('begins with the call, ends with its end, and never goes back in time', () => {
    expect(messages[0]).toMatchObject({ type: 'call.started', callId: 'sample-en', audio: { file: 'call.flac' } });
    expect(messages.at(-1)).toMatchObject({ type: 'call.ended', atMs: call.durationMs });
    const times = messages.slice(1).map(({ atMs }) => atMs ?? 0);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it('gives the words of a line 250 to 700 ms after its end', () => {
    for (const { line, endMs } of call.lines) {
      const firstMs = arrivals(call).get(line.id)?.firstMs ?? 0;
      expect(firstMs - endMs).toBeGreaterThanOrEqual(250);
      expect(firstMs - endMs).toBeLessThanOrEqual(700);
      expect(messages).toContainEqual(
        expect.objectContaining({ type: 'segment.finalized', segmentId: line.id, atMs: firstMs }),
      );
    }
  });

  it('tells of a long line while it is spoken, without punctuation', () => {
    const partials = messages
      .filter(({ segmentId, isFinal }) => segmentId === 'a' && isFinal === false)
      .map(({ text }) => String(text));
    expect(partials.length).toBeGreaterThanOrEqual(2);
    for (const text of partials) expect('Good morning shall we begin with the warehouse').toContain(text);
    expect(partials).toEqual([...partials].sort((one, other) => one.length - other.length));
  });

  it('corrects what was heard wrongly at first', () => {
    const heard = messages.filter(({ segmentId, isFinal }) => segmentId === 'b' && isFinal !== false);
    expect(heard.map(({ type, text }) => [type, text])).toEqual([
      ['segment.finalized', 'Act me called.'],
      ['segment.revised', 'Acme called.'],
    ]);
  });
});
