// A native engine in a process of its own, from this side: start it, send to it, hear from it, notice that it is gone. A
// crash in native code, or an engine that leaves on a bad model file, then ends a child and not the gateway; and the
// onnxruntime that such an engine brings never meets ours.

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { EngineError } from '../../engine/errors.ts';

/** What every such child says besides its own messages. */
export type FromChild = { readonly kind: 'ready' } | { readonly kind: 'not-loaded'; readonly message: string };

export interface ChildProgram {
  readonly url: URL;
  readonly execArgv: readonly string[];
}

interface ChildEvents<From> {
  message(message: From): void;
  /** It is gone without having been asked to go, once: `model.load` before it was ready, else `model.failed`. */
  lost(error: EngineError): void;
}

export interface ChildLink<To> {
  send(message: To): void;
  /** Ends the child now; `lost` is not told. */
  close(): Promise<void>;
}

/** So much of what it wrote to stderr is kept to explain its end. */
const LAST_WORDS = 600;

export function startChild<To, From>(program: ChildProgram, load: To, events: ChildEvents<From>): ChildLink<To> {
  const child = fork(fileURLToPath(program.url), [], {
    execArgv: [...program.execArgv],
    // Typed arrays pass as they are.
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const lastWords = lastWordsOf(child);
  let isReady = false;
  let isClosed = false;
  let refusal: string | null = null;
  const leave = (reason: string) => {
    if (isClosed) return;
    isClosed = true;
    if (isReady) return events.lost(new EngineError('model.failed', `The recogniser's process ended: ${reason}`));
    events.lost(new EngineError('model.load', refusal ?? `The model could not be loaded: ${reason}`));
  };
  child.on('message', (message: FromChild | From) => {
    if (isClosed) return;
    if (!isFromChild(message)) return events.message(message);
    if (message.kind === 'ready') isReady = true;
    else refusal = message.message;
  });
  // After its last output has been read, not when it ends.
  child.on('close', (code, signal) => leave(lastWords() || `exit code ${code ?? signal}`));
  child.on('error', (error) => leave(error.message));
  const send = (message: To) => {
    // A child that is gone tells so by 'close'.
    if (child.connected) child.send(message as object, () => undefined);
  };
  send(load);
  return {
    send,
    async close() {
      isClosed = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'close');
    },
  };
}

const isFromChild = (message: unknown): message is FromChild =>
  typeof message === 'object' &&
  message !== null &&
  'kind' in message &&
  /^(ready|not-loaded)$/.test(`${message.kind}`);

function lastWordsOf(child: ChildProcess): () => string {
  let text = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    text = (text + chunk).slice(-LAST_WORDS);
  });
  return () => text.trim();
}
