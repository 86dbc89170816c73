// What both halves of the client need of a WebSocket: the part that browsers and `ws` have in common.

export type ClientSocket = Pick<
  WebSocket,
  'readyState' | 'bufferedAmount' | 'send' | 'close' | 'onopen' | 'onmessage' | 'onclose' | 'onerror'
>;

/** Opens a connection to an address; browsers use their own WebSocket, Node that of `ws`. */
export type OpenSocket = (address: string) => ClientSocket;

/** Runs a task later; the returned function calls it off. */
export type Later = (task: () => void, delayMs: number) => () => void;

export const laterByTimer: Later = (task, delayMs) => {
  const timer = setTimeout(task, delayMs);
  return () => clearTimeout(timer);
};

/** `url`: ws://host:port, http://host:port, or the full address; a bare one gets `path`. */
export function addressOf(url: string, path: string): string {
  const address = new URL(url.replace(/^http/, 'ws'));
  if (address.pathname === '/') address.pathname = path;
  return address.href;
}

export const IS_OPEN = 1;
