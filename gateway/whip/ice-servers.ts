// SOTTO_ICE_SERVERS in; what the WebRTC library takes, and the Link header fields of RFC 9725 §4.6, out.

import { EngineError } from '../../engine/errors.ts';
import type { IceServer } from './peer-protocol.ts';

/** `stun:host:port` or `turn:host:port|username|credential`. Throws `input.config`. */
export function parseIceServers(entries: readonly string[]): IceServer[] {
  return entries.map((entry) => {
    const [urls = '', username, credential] = entry.split('|');
    const isTurn = /^turns?:\S+$/.test(urls);
    if (isTurn && username !== undefined && credential !== undefined) return { urls, username, credential };
    if (/^stuns?:\S+$/.test(urls) && username === undefined) return { urls };
    const expected = 'expected stun:host:port or turn:host:port|username|credential';
    throw new EngineError('input.config', `SOTTO_ICE_SERVERS: '${urls}' cannot be used; ${expected}`);
  });
}

/** `<turn:host:port>; rel="ice-server"; username="…"; credential="…"; credential-type="password"`. */
export function iceServerLinks(servers: readonly IceServer[]): string[] {
  return servers.map(({ urls, username, credential }) => {
    const secret =
      username === undefined
        ? ''
        : `; username=${quoted(username)}; credential=${quoted(credential ?? '')}; credential-type="password"`;
    return `<${urls}>; rel="ice-server"${secret}`;
  });
}

const quoted = (value: string): string => `"${value.replace(/["\\]/g, '\\$&')}"`;
