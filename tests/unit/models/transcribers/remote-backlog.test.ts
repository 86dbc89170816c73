// A remote recogniser that takes audio more slowly than it is spoken, over a scripted socket and clock.

import { expect, it } from 'vitest';
import { mediaMs } from '../../../../engine/media-time.ts';
import { deepgram } from '../../../../models/transcribers/remote/deepgram.ts';
import type { Socket, SocketHandlers } from '../../../../models/transcribers/remote/protocol.ts';
import { createRemoteTranscriber } from '../../../../models/transcribers/remote/remote-transcriber.ts';
import { scriptedWall } from '../../../support/feed.ts';

const RATE_HZ = 16_000;
const BYTES_PER_S = RATE_HZ * 2;

function connected() {
  const socket = { unsentBytes: 0, sentBytes: 0 };
  let handlers: SocketHandlers | undefined;
  const told: string[] = [];
  const wall = scriptedWall();
  const transcriber = createRemoteTranscriber({
    protocol: deepgram({ key: 'test-key' }),
    openSocket(_url, _headers, given): Socket {
      handlers = given;
      return {
        get unsentBytes() {
          return socket.unsentBytes;
        },
        send: (message) => {
          if (typeof message !== 'string') socket.sentBytes += message.length;
        },
        close: () => {},
      };
    },
    scheduler: wall,
    mostUnsentMs: 2_000,
  });
  const stream = transcriber.open(
    { callId: 'call-1', channel: 0, sampleRateHz: RATE_HZ, language: { mode: 'fixed', language: 'en' }, hotwords: [] },
    {
      segment: ({ text, isFinal }) => isFinal && told.push(text),
      skipped: ({ startMs, endMs }, { code }) => told.push(`${code} ${startMs}–${endMs}`),
      failed: ({ code }) => told.push(`failed ${code}`),
    },
  );
  const say = (fromS: number, toS: number) => {
    for (let atS = fromS; atS < toS; atS++) stream.push(mediaMs(atS * 1000), new Float32Array(RATE_HZ));
  };
  const hears = (startS: number, durationS: number, transcript: string) =>
    handlers?.message(
      JSON.stringify({
        type: 'Results',
        start: startS,
        duration: durationS,
        is_final: true,
        channel: { alternatives: [{ transcript, words: [] }] },
      }),
    );
  return { socket, stream, told, wall, say, hears, open: () => handlers?.opened() };
}

it('is not sent more than may wait: the rest of the utterance is shed, its late words are not told, the next is heard', () => {
  const { socket, stream, told, say, hears, open } = connected();
  stream.speechStarted(mediaMs(0));
  open();
  say(0, 1);
  hears(0, 1, 'the budget');
  socket.unsentBytes = 3 * BYTES_PER_S;
  say(1, 4);
  expect(socket.sentBytes).toBe(BYTES_PER_S);
  stream.speechEnded(mediaMs(4_000));
  socket.unsentBytes = 0;
  stream.speechStarted(mediaMs(5_000));
  expect(told).toEqual(['the budget']);
  say(5, 6);
  stream.speechEnded(mediaMs(6_000));
  hears(1, 1, 'is fixed');
  expect(told).toEqual(['the budget', 'is fixed', 'overload.inference 1000–4000']);
});

it('sheds an utterance whose words do not come within 20 s, and does not tell them later', () => {
  const { stream, told, wall, say, hears, open } = connected();
  stream.speechStarted(mediaMs(0));
  open();
  say(0, 2);
  stream.speechEnded(mediaMs(2_000));
  wall.advance(19_900);
  expect(told).toEqual([]);
  wall.advance(200);
  hears(0, 2, 'too late');
  expect(told).toEqual(['overload.inference 0–2000']);
});

it('sheds what is said while the connection does not open', () => {
  const { stream, told, wall, say, socket } = connected();
  stream.speechStarted(mediaMs(0));
  say(0, 5);
  stream.speechEnded(mediaMs(5_000));
  expect(socket.sentBytes).toBe(0);
  wall.advance(20_100);
  expect(told).toEqual(['overload.inference 0–5000']);
});
