// The HTTP front in a process of its own: started, asked for its URL, killed.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface FrontProcess {
  readonly url: string;
  readonly port: number;
  /** Ends it at once (SIGKILL) or in good order (SIGTERM), and waits until it is gone. */
  stop(signal?: 'SIGKILL' | 'SIGTERM'): Promise<void>;
}

export async function spawnFront(directory: string, port = 0): Promise<FrontProcess> {
  const script = join(import.meta.dirname, 'clickhouse-http-front.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, '--port', String(port), '--dir', directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await firstLine(child);
  return { url, port: Number(new URL(url).port), stop: (signal = 'SIGTERM') => stop(child, signal) };
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('The front has no output.');
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error('The front ended before it listened.');
}

async function stop(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
}
