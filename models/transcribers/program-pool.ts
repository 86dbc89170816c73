// Programs that are started before they are needed, so that loading their model is not waited for.

import { type ProgramRun, runProgram } from './program-run.ts';

export interface ProgramPool {
  take(): ProgramRun;
  close(): void;
}

/** `ready`: how many wait, started; 0 starts each when it is taken. */
export function createProgramPool(program: string, args: readonly string[], ready: number): ProgramPool {
  const waiting: ProgramRun[] = [];
  let isClosed = false;
  const refill = () => {
    while (!isClosed && waiting.length < ready) waiting.push(runProgram(program, args));
  };
  return {
    take() {
      const run = waiting.splice(0).find((each, at, all) => {
        // The first that lives is taken; those after it go back.
        if (each.hasEnded) return false;
        waiting.push(...all.slice(at + 1));
        return true;
      });
      const taken = run ?? runProgram(program, args);
      refill();
      return taken;
    },
    close() {
      isClosed = true;
      for (const run of waiting.splice(0)) run.kill();
    },
  };
}
