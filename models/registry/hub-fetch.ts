// How a hub is asked: through a proxy where one is set, with a token where one is given, giving up on a silent peer.

import { EnvHttpProxyAgent, fetch, type Response } from 'undici';

export interface HubAccess {
  /** Addresses of proxies, as HTTPS_PROXY and HTTP_PROXY name them. */
  readonly httpsProxy?: string | undefined;
  readonly httpProxy?: string | undefined;
  /** Hosts that are asked without a proxy, comma-separated. */
  readonly noProxy?: string | undefined;
  /** Sent to the hub alone, not to where it redirects: models that ask for a consent. */
  readonly token?: string | undefined;
  /** Longest silence of a peer before the connection is given up, ms. Default 30 000. */
  readonly silenceMs?: number;
}

export interface HubFetch {
  (address: string, headers: Readonly<Record<string, string>>): Promise<Response>;
  close(): Promise<void>;
}

export function createHubFetch({ httpsProxy, httpProxy, noProxy, token, silenceMs = 30_000 }: HubAccess): HubFetch {
  // Empty text in place of what is absent: else undici would look into the environment itself.
  const dispatcher = new EnvHttpProxyAgent({
    httpsProxy: httpsProxy ?? '',
    httpProxy: httpProxy ?? '',
    noProxy: noProxy ?? '',
    headersTimeout: silenceMs,
    bodyTimeout: silenceMs,
    connectTimeout: silenceMs,
  });
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const ask = (address: string, headers: Readonly<Record<string, string>>) =>
    // Compressed answers could not be resumed by byte range.
    fetch(address, { dispatcher, headers: { ...headers, ...authorization, 'accept-encoding': 'identity' } });
  return Object.assign(ask, { close: () => dispatcher.destroy() });
}
