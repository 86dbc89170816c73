// May the page that opens a connection do so? Browsers send Origin with every WebSocket (RFC 6455 §10.2) and let any
// page open one, so the gateway must look. A client without Origin is no browser; its token decides.

import { EngineError } from '../../engine/errors.ts';
import { isLoopback } from './start-check.ts';

interface Opening {
  readonly origin: string | undefined;
  /** The Host header: where the client thinks it is talking to. */
  readonly host: string | undefined;
}

/** Undefined where the origin is allowed, else `auth.origin`. `allowed` lists origins such as `https://crm.example`. */
export function originRefusal({ origin, host }: Opening, allowed: readonly string[]): EngineError | undefined {
  if (origin === undefined) return undefined;
  const url = parsed(origin);
  if (url) {
    const isSameHost = host !== undefined && url.host === parsed(`${url.protocol}//${host}`)?.host;
    const isListed = allowed.some((each) => parsed(each)?.origin === url.origin);
    if (isSameHost || isListed || isLoopback(url.hostname)) return undefined;
  }
  const how = 'if it should be, add it to SOTTO_ORIGINS';
  return new EngineError('auth.origin', `the origin ${JSON.stringify(origin.slice(0, 200))} is not allowed; ${how}`);
}

/**
 * True for a request made on this machine and meant for this machine. A page elsewhere whose name was pointed at
 * loopback (DNS rebinding) has another Host; what a proxy on this machine passes on carries forwarding headers.
 */
export function isLocalRequest(request: {
  readonly remoteAddress: string | undefined;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}): boolean {
  const { remoteAddress, headers } = request;
  const host = typeof headers['host'] === 'string' ? parsed(`http://${headers['host']}`)?.hostname : undefined;
  const isForwarded = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some((name) => headers[name] !== undefined);
  return !isForwarded && isLoopback(remoteAddress ?? '') && host !== undefined && isLoopback(host);
}

function parsed(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined;
}
