import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { replayCall } from '../../../../gateway/client/replay-call.ts';
import { smallCall } from '../../../support/call-inputs.ts';

let server: WebSocketServer | undefined;
afterEach(() => server?.close());

it('a replay that the gateway refuses ends there, not when the recording does', async () => {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await new Promise<void>((resolve) => server?.once('listening', () => resolve()));
  server.on('connection', (socket) => {
    socket.on('message', () => {
      socket.send(JSON.stringify({ type: 'error', code: 'call.ended', message: 'it has ended', retryable: false }));
    });
  });
  const { port } = server.address() as AddressInfo;
  const reports: number[] = [];
  const replayed = replayCall({
    url: `ws://127.0.0.1:${port}`,
    call: smallCall(),
    onProgress: (doneMs) => reports.push(doneMs),
  });
  await expect(replayed).rejects.toMatchObject({ name: 'FeedError', code: 'call.ended' });
  // Of six seconds at speed 1.
  expect(Math.max(0, ...reports)).toBeLessThan(2_000);
});
