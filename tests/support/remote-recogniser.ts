// Local servers that speak the protocols of remote recognisers, understand tones, and misbehave when told to.

import type { AddressInfo } from 'node:net';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { type HeardTone, hearTones } from './tone-speech.ts';
import type { Misbehaviour } from './transcriber-contract.ts';

export type RemoteKind = 'deepgram' | 'openai-realtime' | 'vllm-realtime' | 'funasr';

export interface RemoteRecogniser {
  readonly url: string;
  /** Undefined: it behaves again. `stalls`: it takes everything and answers once it behaves again; `loses`: it never does. */
  misbehave(how: Misbehaviour | undefined): void;
  /** Requests as they came: path with query, and the Authorization header. */
  readonly requests: { readonly path: string; readonly authorization: string | undefined }[];
  /** The first text message of each connection. */
  readonly beginnings: unknown[];
  stop(): Promise<void>;
}

/** `isLast` false: a partial, or word of something that is not yet final. */
type Answer = (message: object, isLast: boolean) => void;
type Listener = (data: Buffer, isBinary: boolean) => void;
type Behaviour = (answer: Answer, query: URLSearchParams) => Listener;

export async function startRemoteRecogniser(kind: RemoteKind): Promise<RemoteRecogniser> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await new Promise<void>((resolve) => server.once('listening', () => resolve()));
  const requests: RemoteRecogniser['requests'] = [];
  const beginnings: unknown[] = [];
  let how: Misbehaviour | undefined;
  let finals = 0;
  /** Answers of a recogniser that stalls. */
  const held: (() => void)[] = [];
  const send = (socket: WebSocket, message: object, isLast: boolean) => {
    const text = JSON.stringify(message);
    if (how === 'loses') return;
    if (how === 'stalls') return void held.push(() => socket.send(text));
    const deliver = (delayMs: number) =>
      setTimeout(() => socket.readyState === socket.OPEN && socket.send(text), delayMs);
    if (how === 'late') return void deliver(250);
    if (how === 'duplicate') deliver(10);
    if (how !== 'out-of-order') return void socket.send(text);
    // Every second final overtakes the one before, and partials come after the finals.
    if (isLast) finals += 1;
    deliver(isLast ? (finals % 2 === 1 ? 300 : 0) : 400);
  };
  server.on('connection', (socket, request) => {
    const path = request.url ?? '/';
    requests.push({ path, authorization: request.headers.authorization });
    const answer: Answer = (message, isLast) => send(socket, message, isLast);
    const listen = BEHAVIOURS[kind](answer, new URL(path, 'ws://localhost').searchParams);
    let isFirst = true;
    socket.on('message', (data: RawData, isBinary) => {
      const bytes = data as Buffer;
      if (isFirst && !isBinary) beginnings.push(JSON.parse(bytes.toString()));
      isFirst = false;
      if (how === 'disconnect' && (isBinary || bytes.length > 500)) {
        how = undefined;
        socket.terminate();
        return;
      }
      listen(bytes, isBinary);
    });
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `ws://127.0.0.1:${port}/v1`,
    requests,
    beginnings,
    misbehave(next) {
      how = next;
      if (how !== 'stalls') for (const answer of held.splice(0)) answer();
    },
    stop() {
      for (const socket of server.clients) socket.terminate();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** PCM that has come, as tones. */
class Ear {
  readonly #rateHz: number;
  #samples: number[] = [];
  #unheard = 0;

  constructor(rateHz: number) {
    this.#rateHz = rateHz;
  }

  get durationMs(): number {
    return (this.#samples.length / this.#rateHz) * 1000;
  }

  take(pcm: Buffer): void {
    for (let at = 0; at + 1 < pcm.length; at += 2) this.#samples.push(pcm.readInt16LE(at) / 32_768);
  }

  /** The tones so far, less one that may still grow; null where it has not been long enough since the last time. */
  soFar(): HeardTone[] | null {
    if (this.durationMs - this.#unheard < 300) return null;
    this.#unheard = this.durationMs;
    return this.tones().slice(0, -1);
  }

  tones(): HeardTone[] {
    return hearTones(Float32Array.from(this.#samples), this.#rateHz);
  }

  forget(): void {
    this.#samples = [];
    this.#unheard = 0;
  }
}

const textOf = (tones: readonly HeardTone[]) => tones.map(({ word }) => word).join(' ');

const BEHAVIOURS: Record<RemoteKind, Behaviour> = {
  deepgram(answer, query) {
    const ear = new Ear(Number(query.get('sample_rate')));
    let fromMs = 0;
    const results = (tones: readonly HeardTone[], isFinal: boolean) => ({
      type: 'Results',
      start: fromMs / 1000,
      duration: ear.durationMs / 1000,
      is_final: isFinal,
      speech_final: isFinal,
      from_finalize: isFinal,
      channel: {
        alternatives: [
          {
            transcript: textOf(tones),
            confidence: 0.97,
            words: tones.map(({ word, startMs, endMs }) => ({
              word,
              start: (fromMs + startMs) / 1000,
              end: (fromMs + endMs) / 1000,
              confidence: 0.97,
            })),
          },
        ],
      },
    });
    return (data, isBinary) => {
      if (isBinary) {
        ear.take(data);
        const tones = ear.soFar();
        if (tones) answer(results(tones, false), false);
        return;
      }
      if (JSON.parse(data.toString()).type !== 'Finalize') return;
      answer(results(ear.tones(), true), true);
      fromMs += ear.durationMs;
      ear.forget();
    };
  },
  'openai-realtime'(answer) {
    const ear = new Ear(24_000);
    let items = 0;
    return (data) => {
      const message = JSON.parse(data.toString());
      if (message.type === 'input_audio_buffer.append') ear.take(Buffer.from(message.audio, 'base64'));
      if (message.type !== 'input_audio_buffer.commit') return;
      const previous_item_id = items === 0 ? null : `item-${items}`;
      items += 1;
      const item_id = `item-${items}`;
      const tones = ear.tones();
      ear.forget();
      answer({ type: 'input_audio_buffer.committed', item_id, previous_item_id }, true);
      finalsInWords(tones, (delta, at) =>
        answer(
          {
            type: 'conversation.item.input_audio_transcription.delta',
            event_id: `${item_id}-${at}`,
            item_id,
            delta,
          },
          false,
        ),
      );
      answer(
        { type: 'conversation.item.input_audio_transcription.completed', item_id, transcript: textOf(tones) },
        true,
      );
    };
  },
  'vllm-realtime'(answer) {
    const ear = new Ear(16_000);
    answer({ type: 'session.created' }, false);
    return (data) => {
      const message = JSON.parse(data.toString());
      if (message.type === 'input_audio_buffer.append') ear.take(Buffer.from(message.audio, 'base64'));
      if (message.type !== 'input_audio_buffer.commit' || message.final !== true) return;
      const tones = ear.tones();
      finalsInWords(tones, (delta, at) => answer({ type: 'transcription.delta', event_id: `d-${at}`, delta }, false));
      answer({ type: 'transcription.done', text: textOf(tones), usage: {} }, true);
    };
  },
  funasr(answer) {
    const ear = new Ear(16_000);
    let told = 0;
    return (data, isBinary) => {
      if (isBinary) {
        ear.take(data);
        const tones = ear.soFar() ?? [];
        if (tones.length > told) answer({ mode: '2pass-online', text: `${textOf(tones.slice(told))} ` }, false);
        told = Math.max(told, tones.length);
        return;
      }
      if (JSON.parse(data.toString()).is_speaking !== false) return;
      const tones = ear.tones();
      const timestamp = JSON.stringify(tones.map(({ startMs, endMs }) => [startMs, endMs]));
      answer({ mode: '2pass-offline', text: textOf(tones), is_final: true, timestamp }, true);
    };
  },
};

function finalsInWords(tones: readonly HeardTone[], say: (delta: string, at: number) => void): void {
  for (const [at, { word }] of tones.entries()) say(at === 0 ? word : ` ${word}`, at);
}
