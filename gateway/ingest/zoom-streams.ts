// The sockets to Zoom: for each stream that its webhook announces one to the signalling server and one to the media server,
// dialled again after a cut. One stream is dialled once, because a second connection would throw the first one out.

import WebSocket from 'ws';
import { asEngineError, EngineError } from '../../engine/errors.ts';
import { isLoopback } from '../auth/start-check.ts';
import { DialectConnection, type DialectConnectionOptions } from './dialect-connection.ts';
import type { Dialect } from './dialects/dialect.ts';
import { withParameters } from './dialects/feed-settings.ts';
import { zoom } from './dialects/zoom.ts';
import { keepAliveAnswer } from './dialects/zoom-message.ts';
import type { FeedsFile } from './feeds-file.ts';
import { type ZoomNotice, zoomStreamSignature } from './zoom-webhook.ts';

export interface ZoomStreamsOptions extends Pick<DialectConnectionOptions, 'calls' | 'limits' | 'now' | 'after'> {
  readonly app: { readonly clientId: string; readonly clientSecret: string };
  readonly feeds: FeedsFile;
  readonly onRefused: (dialect: string, error: EngineError) => void;
}

type Started = Extract<ZoomNotice, { kind: 'started' }>;
interface Stream {
  isOver: boolean;
  failures: number;
  close(): void;
}

/** Pauses before dialling again, ms; Zoom gives a stream up a minute after its signalling socket is gone. */
const RETRY_MS = [500, 1_000, 2_000, 4_000, 8_000, 16_000];
const IDENTITY = { personId: 'feed:zoom', roles: ['ingest'] };

export class ZoomStreams {
  readonly #options: ZoomStreamsOptions;
  readonly #streams = new Map<string, Stream>();

  constructor(options: ZoomStreamsOptions) {
    this.#options = options;
  }

  take(notice: ZoomNotice): void {
    if (notice.kind === 'started' && !this.#streams.has(notice.streamId)) {
      const stream: Stream = { isOver: false, failures: 0, close: () => {} };
      this.#streams.set(notice.streamId, stream);
      try {
        this.#dial(notice, stream);
      } catch (thrown) {
        this.#streams.delete(notice.streamId);
        this.#options.onRefused('zoom', asEngineError(thrown, 'defect.internal'));
      }
    }
    if (notice.kind === 'stopped') this.#end(notice.streamId);
  }

  close(): void {
    for (const streamId of [...this.#streams.keys()]) this.#end(streamId);
  }

  #end(streamId: string): void {
    const stream = this.#streams.get(streamId);
    this.#streams.delete(streamId);
    if (!stream) return;
    stream.isOver = true;
    stream.close();
  }

  #dial(notice: Started, stream: Stream): void {
    const { app, feeds, onRefused, after, ...shared } = this.#options;
    const signaling = openTo(notice.serverUrl);
    let media: WebSocket | undefined;
    const given = {
      meeting_uuid: notice.meetingUuid,
      rtms_stream_id: notice.streamId,
      signature: zoomStreamSignature(app, notice),
    };
    let connection: DialectConnection | undefined;
    const hear = (socket: WebSocket) => (data: WebSocket.RawData) => {
      const text = String(data);
      const answer = keepAliveAnswer(text);
      if (answer === undefined) connection?.receive(text);
      else socket.send(answer);
    };
    signaling.on('open', () => {
      stream.failures = 0;
      connection = new DialectConnection({
        ...shared,
        after,
        dialect: zoom as Dialect,
        settings: withParameters(feeds('zoom'), given),
        identity: IDENTITY,
        authenticate: async () => IDENTITY,
        socket: {
          send: (text) => signaling.send(text),
          close: () => this.#end(notice.streamId),
          pause: () => media?.pause(),
          resume: () => media?.resume(),
        },
        onRefused: (error) => onRefused('zoom', error),
        dial: (url, hello) => {
          media = openTo(url);
          media.on('open', () => media?.send(hello));
          media.on('message', hear(media));
          media.on('error', () => undefined);
          media.on('close', () => signaling.close());
        },
      });
    });
    signaling.on('message', hear(signaling));
    signaling.on('error', () => undefined);
    signaling.on('close', () => {
      media?.close();
      connection?.closed(stream.isOver ? 1000 : 1006);
      if (stream.isOver) return;
      const waitMs = RETRY_MS[stream.failures];
      stream.failures += 1;
      if (waitMs === undefined) return this.#end(notice.streamId);
      after(waitMs, () => !stream.isOver && this.#dial(notice, stream));
    });
    stream.close = () => signaling.close();
  }
}

/** Only over TLS; a server on this machine may do without, for tests. */
function openTo(address: string): WebSocket {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol === 'wss:' || (url?.protocol === 'ws:' && isLoopback(url.hostname))) return new WebSocket(url);
  throw new EngineError('input.schema', 'a server of Zoom must be a wss: address');
}
