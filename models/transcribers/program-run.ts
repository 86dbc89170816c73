// One run of a recogniser program: bytes to its stdin, lines of its stdout, and how it ended.

import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { EngineError } from '../../engine/errors.ts';

export interface ProgramRun {
  /** Takes the lines from now on; those that came before are given at once. */
  onLine(take: (line: string) => void): void;
  /** Never throws; what is written to a program that has gone is lost, and `ended` says so. */
  write(bytes: Uint8Array): void;
  /** No more input: the program prints what it owes and goes. */
  end(): void;
  kill(): void;
  readonly hasEnded: boolean;
  /** Resolves with null where it ended well, else with what went wrong: `model.load` where it cannot be started. */
  readonly ended: Promise<EngineError | null>;
}

/** Of what a program prints on stderr so much is kept for the error, characters. */
const KEPT_COMPLAINT = 500;

export function runProgram(program: string, args: readonly string[]): ProgramRun {
  // Node gives a child a socket for stdin, which a program cannot open as /dev/stdin; behind `cat` it has a pipe.
  const child = spawn('/bin/sh', ['-c', 'cat | exec "$0" "$@"', program, ...args], { detached: true });
  const early: string[] = [];
  let take: (line: string) => void = (line) => void early.push(line);
  let complaint = '';
  let hasEnded = false;
  let isKilled = false;
  child.stdin.on('error', () => {});
  child.stderr.on('data', (bytes: Buffer) => {
    complaint = (complaint + bytes.toString('utf8')).slice(-KEPT_COMPLAINT);
  });
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => take(line));
  const printed = new Promise<void>((resolve) => lines.once('close', () => resolve()));
  const ended = outcome(child, program, () => complaint)
    .then(async (error) => {
      if (error?.code !== 'model.load') await printed;
      return isKilled ? null : error;
    })
    .finally(() => {
      hasEnded = true;
    });
  return {
    onLine(next) {
      take = next;
      for (const line of early.splice(0)) next(line);
    },
    write: (bytes) => void (child.stdin.writable && child.stdin.write(bytes)),
    end: () => void child.stdin.end(),
    kill() {
      isKilled = true;
      killGroup(child);
    },
    get hasEnded() {
      return hasEnded;
    },
    ended,
  };
}

/** Exit code of a shell that found no program. */
const SHELL_FOUND_NONE = 127;

/** The shell leads a group of its own: with it go `cat` and the program. */
function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It has gone by itself.
  }
}

function outcome(child: ChildProcess, program: string, complaint: () => string): Promise<EngineError | null> {
  return new Promise((resolve) => {
    child.once('error', (cause) =>
      resolve(new EngineError('model.load', `${program} cannot be started: ${cause.message}`, { cause })),
    );
    child.once('exit', (code, signal) => {
      const how = signal ? `signal ${signal}` : `exit code ${code}`;
      const error = new EngineError('model.failed', `${program} ended with ${how}`, {
        details: { complaint: complaint() },
      });
      if (code === SHELL_FOUND_NONE) {
        resolve(new EngineError('model.load', `${program} cannot be started: ${complaint().trim()}`));
      } else resolve(code === 0 ? null : error);
    });
  });
}
