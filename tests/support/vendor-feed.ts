// What tests of vendors' dialects share: a stretch of the sample call's audio, a socket as a vendor opens it, the same audio
// through the native protocol, and both logs in a form that can be compared byte by byte.

import { fileURLToPath } from 'node:url';
import WebSocket from 'ws';
import type { CallFeed } from '../../client/feed.ts';
import { feedCall } from '../../client/node.ts';
import { eventLine } from '../../engine/event-line.ts';
import { fetchLog } from '../../gateway/client/fetch-log.ts';
import type { StartCallInput } from '../../gateway/protocol/ingest.ts';
import { readRecordedCall } from '../../gateway/recorded/read-recorded-call.ts';
import type { TestServer } from './running.ts';

const SAMPLE = fileURLToPath(new URL('../../samples/en/call.jsonl', import.meta.url));

export interface Excerpt {
  readonly rep: Float32Array;
  readonly customer: Float32Array;
}

/** Twelve seconds of both voices at 16 kHz, in which a question is asked and answered. */
export async function sampleExcerpt(): Promise<Excerpt> {
  const { audio } = await readRecordedCall(SAMPLE);
  const [rep, customer] = (audio?.channels ?? []).map((samples) => samples.slice(84 * 16_000, 96 * 16_000));
  if (!rep || !customer || audio?.sampleRateHz !== 16_000)
    throw new Error('the sample call has two channels at 16 kHz');
  return { rep, customer };
}

/** Every second sample: telephone bandwidth, good enough for a test that compares like with like. */
export const halved = (samples: Float32Array): Float32Array => samples.filter((_, index) => index % 2 === 0);

export function* framesOf(bytes: Uint8Array, frameBytes: number): Generator<{ index: number; bytes: Uint8Array }> {
  for (let index = 0; index * frameBytes < bytes.length; index++) {
    yield { index, bytes: bytes.subarray(index * frameBytes, (index + 1) * frameBytes) };
  }
}

export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

export interface VendorSocket {
  send(message: unknown): void;
  /** What the gateway answered, as JSON. */
  readonly replies: Record<string, unknown>[];
  /** Resolves when all that was sent has been read and taken in. */
  drained(): Promise<void>;
  close(): void;
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
}

/** Rejects where the handshake is refused, with the HTTP status in the message. */
export async function dialAsVendor(url: string, headers: Record<string, string> = {}): Promise<VendorSocket> {
  const socket = new WebSocket(url, { headers });
  const replies: Record<string, unknown>[] = [];
  socket.on('message', (data) => replies.push(JSON.parse(String(data))));
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.on('close', (code, reason) => resolve({ code, reason: String(reason) })),
  );
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return {
    replies,
    closed,
    send: (message) => socket.send(message instanceof Uint8Array ? message : JSON.stringify(message)),
    drained: () =>
      new Promise((resolve) => {
        socket.once('pong', () => resolve());
        socket.ping();
      }),
    close: () => socket.close(1000),
  };
}

export type NativeStart = Omit<StartCallInput, 'startedAt'>;

/** The log of a call that is fed natively; `send` says everything but the start. */
export async function nativeLog(
  server: TestServer,
  start: NativeStart,
  send: (feed: CallFeed) => void,
): Promise<string> {
  const feed = feedCall({ url: server.wsUrl, start: { ...start, startedAt: new Date().toISOString() } });
  send(feed);
  await feed.completed;
  return comparableLog(server, start.callId);
}

/** Without what names this very call: its id and the moment it began. */
export async function comparableLog(server: TestServer, callId: string): Promise<string> {
  const log = await fetchLog({ url: server.url, callId });
  return log
    .map((event) =>
      eventLine(event)
        .replaceAll(callId, 'CALL')
        .replace(/"startedAt":"[^"]*"/, '"startedAt":""'),
    )
    .join('\n');
}

/** The same for a call that ends when its vendor closes the socket: waits until all of it can be read. */
export async function endedLog(server: TestServer, callId: string): Promise<string> {
  for (;;) {
    const log = await comparableLog(server, callId).catch(() => '');
    if (log.includes('"type":"call.ended"')) return log;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
