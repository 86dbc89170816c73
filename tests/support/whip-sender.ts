// Feeds a call over WHIP as a client would: the sender process's offer is posted, its answer handed back. In the middle
// there may be a relay that loses packets, or another network namespace.

import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { workerEntry } from '../../models/worker-entry.ts';

export interface WhipSender {
  readonly location: string;
  readonly entityTag: string;
  readonly answer: Response;
  /** Resolves when the connection stands. */
  readonly connected: Promise<void>;
  say(text: string): void;
  stop(): void;
}

export interface SenderOptions {
  readonly url: string;
  readonly query?: string;
  readonly tracks?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A command that the sender runs under, such as `ip netns exec NAME`. */
  readonly under?: readonly string[];
  /** Changes the answer's addresses: to a relay's. */
  readonly readdress?: (sdp: string) => Promise<string>;
}

export async function startSender(options: SenderOptions): Promise<WhipSender> {
  const { url, query = '', tracks = 1, headers = {}, under = [], readdress = async (sdp: string) => sdp } = options;
  const entry = workerEntry('whip-sender-process', import.meta.url);
  const [command = '', ...rest] = [...under, process.execPath, ...entry.execArgv, entry.url.pathname, `${tracks}`];
  const child = spawn(command, rest, { stdio: ['pipe', 'pipe', 'inherit'] });
  const heard = linesOf(child);
  const offer = await heard.next('sdp');
  // Through a relay the sender's own addresses must not be known, or packets would go past it.
  const sdp = options.readdress ? offer.replaceAll(/^a=candidate:.*\r?\n/gm, '') : offer;
  const answer = await fetch(`${url}/v1/whip?${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/sdp', ...headers },
    body: sdp,
  });
  const text = await answer.text();
  if (answer.status !== 201) {
    child.kill();
    throw new Error(`WHIP answered ${answer.status}: ${text}`);
  }
  tell(child, { sdp: await readdress(text) });
  return {
    answer,
    location: new URL(answer.headers.get('location') ?? '', url).href,
    entityTag: answer.headers.get('etag') ?? '',
    connected: heard.until('state', 'connected'),
    say: (message) => tell(child, { text: message }),
    stop: () => void child.kill(),
  };
}

const tell = (child: ChildProcess, message: object) => void child.stdin?.write(`${JSON.stringify(message)}\n`);

function linesOf(child: ChildProcess) {
  const lines: Record<string, string>[] = [];
  let wake: () => void = () => {};
  if (!child.stdout) throw new Error('the sender has no output');
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(JSON.parse(line));
    wake();
  });
  const find = async (isIt: (line: Record<string, string>) => boolean): Promise<Record<string, string>> => {
    for (;;) {
      const found = lines.find(isIt);
      if (found) return found;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return {
    next: async (name: string) => (await find((line) => line[name] !== undefined))[name] ?? '',
    until: async (name: string, value: string) => void (await find((line) => line[name] === value)),
  };
}
