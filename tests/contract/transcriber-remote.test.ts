// Each remote protocol keeps the promises, against a local server that speaks it and misbehaves.

import { expect, it } from 'vitest';
import { mediaMs } from '../../engine/media-time.ts';
import { openWebSocket } from '../../gateway/transcription/web-socket.ts';
import { wallClock } from '../../gateway/wall-clock.ts';
import { deepgram } from '../../models/transcribers/remote/deepgram.ts';
import { funAsr } from '../../models/transcribers/remote/funasr.ts';
import { openAiRealtime } from '../../models/transcribers/remote/openai-realtime.ts';
import type { RemoteProtocol } from '../../models/transcribers/remote/protocol.ts';
import { createRemoteTranscriber } from '../../models/transcribers/remote/remote-transcriber.ts';
import { vllmRealtime } from '../../models/transcribers/remote/vllm-realtime.ts';
import { type RemoteKind, startRemoteRecogniser } from '../support/remote-recogniser.ts';
import { sayTones, type ToneWord } from '../support/tone-speech.ts';
import { describeTranscriber } from '../support/transcriber-contract.ts';

interface Remote {
  readonly kind: RemoteKind;
  readonly sampleRateHz: 8000 | 16000;
  readonly givesWordTimes: boolean;
  readonly protocol: (url: string) => RemoteProtocol;
}

const remotes: readonly Remote[] = [
  {
    kind: 'deepgram',
    sampleRateHz: 8000,
    givesWordTimes: true,
    protocol: (url) => deepgram({ url, key: 'test-key' }),
  },
  {
    kind: 'openai-realtime',
    sampleRateHz: 16000,
    givesWordTimes: false,
    protocol: (url) => openAiRealtime({ url, key: 'test-key' }),
  },
  {
    kind: 'vllm-realtime',
    sampleRateHz: 16000,
    givesWordTimes: false,
    protocol: (url) => vllmRealtime({ url, model: 'voxtral' }),
  },
  { kind: 'funasr', sampleRateHz: 8000, givesWordTimes: true, protocol: (url) => funAsr({ url }) },
];

for (const { kind, sampleRateHz, givesWordTimes, protocol } of remotes) {
  const spoken = (...words: ToneWord[]) => ({ samples: sayTones(words, sampleRateHz), words });
  describeTranscriber({
    name: `${kind} over a socket`,
    sampleRateHz,
    language: { mode: 'fixed', language: 'en' },
    utterances: [spoken('budget', 'price', 'firewall'), spoken('yes', 'tomorrow'), spoken('acme', 'contract', '预算')],
    givesPartials: true,
    givesWordTimes,
    async start() {
      const server = await startRemoteRecogniser(kind);
      const transcriber = createRemoteTranscriber({
        protocol: protocol(server.url),
        openSocket: openWebSocket,
        scheduler: wallClock(),
      });
      return { transcriber, misbehave: server.misbehave, stop: server.stop };
    },
  });

  /** A stream whose utterances are shed after half a second, and what is told of it. */
  const impatient = async () => {
    const server = await startRemoteRecogniser(kind);
    const transcriber = createRemoteTranscriber({
      protocol: protocol(server.url),
      openSocket: openWebSocket,
      scheduler: wallClock(),
      answerTimeoutMs: 500,
    });
    const told: string[] = [];
    const stream = transcriber.open(
      { callId: 'call-1', channel: 0, sampleRateHz, language: { mode: 'fixed', language: 'en' }, hotwords: [] },
      {
        segment: ({ text, isFinal, startMs }) => isFinal && told.push(`${Math.floor(startMs / 1000)} s: ${text}`),
        skipped: ({ startMs, endMs }, { code }) => told.push(`${code} ${startMs}–${endMs}`),
        failed: ({ code }) => told.push(`failed ${code}`),
      },
    );
    const say = (atMs: number, ...words: ToneWord[]) => {
      stream.speechStarted(mediaMs(atMs));
      stream.push(mediaMs(atMs), sayTones(words, sampleRateHz));
      stream.speechEnded(mediaMs(atMs + words.length * 200));
      return stream.flush();
    };
    const stop = async () => {
      await transcriber.close();
      await server.stop();
    };
    return { server, told, say, stop };
  };
  const lengthMs = (sayTones(['budget', 'price'], sampleRateHz).length / sampleRateHz) * 1000;

  it(`${kind} that stalls: what has no words in time is shed and told, and the stream goes on`, async () => {
    const { server, told, say, stop } = await impatient();
    server.misbehave('stalls');
    await say(1_000, 'budget', 'price');
    expect(told).toEqual([`overload.inference 1000–${1_000 + lengthMs}`]);
    server.misbehave(undefined);
    await say(3_000, 'yes', 'tomorrow');
    expect(told.slice(1)).toEqual(['3 s: yes tomorrow']);
    await stop();
  });

  it(`${kind} that never answers: only that is lost, and later words are where they were said`, async () => {
    const { server, told, say, stop } = await impatient();
    await say(1_000, 'acme', 'contract');
    server.misbehave('loses');
    await Promise.all([say(3_000, 'budget', 'price'), say(5_000, 'budget', 'price')]);
    server.misbehave(undefined);
    await say(7_000, 'yes', 'tomorrow');
    await say(9_000, 'budget');
    expect(told).toEqual([
      '1 s: acme contract',
      `overload.inference 3000–${3_000 + lengthMs}`,
      `overload.inference 5000–${5_000 + lengthMs}`,
      '7 s: yes tomorrow',
      '9 s: budget',
    ]);
    await stop();
  });
}
