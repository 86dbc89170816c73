// Asks for the operator's report again and again. What was known last stays when the server does not answer.

import { useEffect, useState } from 'preact/hooks';
import { ask } from '../state/rest.ts';
import type { OperatorReport } from '../state/wire.ts';

export interface Asked {
  readonly report: OperatorReport | null;
  /** Of the latest asking; null where it was answered. */
  readonly error: unknown;
  readonly again: () => void;
}

const EVERY_MS = 5_000;

export function useReport(): Asked {
  const [report, setReport] = useState<OperatorReport | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [turn, setTurn] = useState(0);
  const again = () => setTurn((count) => count + 1);
  useEffect(() => {
    const gone = new AbortController();
    let timer = 0;
    const settled = (next: OperatorReport | null, failure: unknown) => {
      if (gone.signal.aborted) return;
      if (next) setReport(next);
      setError(failure);
      timer = window.setTimeout(again, EVERY_MS);
    };
    ask<OperatorReport>('/v1/operator', { abort: gone.signal }).then(
      (next) => settled(next, null),
      (failure: unknown) => settled(null, failure),
    );
    return () => {
      gone.abort();
      clearTimeout(timer);
    };
  }, [turn]);
  return { report, error, again };
}
