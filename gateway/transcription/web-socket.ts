// A WebSocket client as the remote transcribers take it.

import { WebSocket } from 'ws';
import type { OpenSocket } from '../../models/transcribers/remote/protocol.ts';

/** A server that does not answer by then is as good as gone, ms. */
const HANDSHAKE_MS = 10_000;

export const openWebSocket: OpenSocket = (url, headers, handlers) => {
  const socket = new WebSocket(url, { headers: { ...headers }, handshakeTimeout: HANDSHAKE_MS });
  let isClosing = false;
  let problem: string | undefined;
  socket.on('open', () => handlers.opened());
  socket.on('message', (data) => {
    if (!isClosing) handlers.message(data.toString());
  });
  socket.on('error', ({ message }) => {
    problem = message;
  });
  socket.on('close', (code) => {
    if (!isClosing) handlers.closed(problem ?? `code ${code}`);
  });
  return {
    get unsentBytes() {
      return socket.bufferedAmount;
    },
    send: (message) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(message);
    },
    close() {
      isClosing = true;
      socket.close();
    },
  };
};
