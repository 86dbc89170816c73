// What both servers of feeds do with a socket before anybody speaks on it: limits of the library, the origin, and closing.

import type { IncomingMessage } from 'node:http';
import { WebSocketServer } from 'ws';
import type { EngineError } from '../../engine/errors.ts';
import { originRefusal } from '../auth/origin.ts';

export interface UpgradeGate {
  readonly sockets: WebSocketServer;
  /** Why a page of that origin may not feed; undefined where it may. */
  refusalOf(request: IncomingMessage): EngineError | undefined;
  /** Closes every connection with 1001, going away; their calls stay until they are ended. */
  close(): void;
}

export function openUpgradeGate(maxMessageBytes: number, origins: readonly string[]): UpgradeGate {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes, perMessageDeflate: false });
  return {
    sockets,
    refusalOf: ({ headers }) => originRefusal({ origin: headers.origin, host: headers.host }, origins),
    close() {
      for (const socket of sockets.clients) socket.close(1001, 'the server is shutting down');
      sockets.close();
    },
  };
}

/** The path of a request, without its query. */
export const pathOf = ({ url }: IncomingMessage): string => (url ?? '').split('?')[0] ?? '';
