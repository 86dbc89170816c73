// Playbooks that are edited while the program runs: a good edit takes effect at the next call, a bad one is reported
// and the last good playbook stays in use. Adds the debounce to the time of an edit.

import { watch } from 'chokidar';
import type { PlaybookProblem } from './report.ts';
import { checkPlaybookSet, loadPlaybookSet, type PlaybookSet } from './set.ts';

export interface WatchOptions {
  /**
   * Quiet time after a change before files are read, ms. Range 100–10,000; below 100 an edit can be missed, because
   * chokidar passes over a change of the same file within 50 ms. Default 200: editors write a file in several steps.
   */
  readonly debounceMs?: number;
  /** The playbooks changed and are in use. */
  readonly onReload?: (set: PlaybookSet) => void;
  /** An edit is not valid, or cannot be read. `kept`: folders whose last good playbook stays in use. */
  readonly onProblems: (problems: readonly PlaybookProblem[], kept: readonly string[]) => void;
}

export interface PlaybookWatch {
  current(): PlaybookSet;
  close(): Promise<void>;
}

/** Throws `input.playbook` where the playbooks are not valid to begin with. */
export async function watchPlaybooks(root: string, options: WatchOptions): Promise<PlaybookWatch> {
  const { debounceMs = 200, onReload, onProblems } = options;
  let current = await loadPlaybookSet(root);
  let timer: NodeJS.Timeout | undefined;
  let reading = Promise.resolve();
  let isClosed = false;

  const reload = async () => {
    if (isClosed) return;
    const { set, problems, kept } = await checkPlaybookSet(root, current);
    if (isClosed) return;
    const hasChanged = fingerprint(set) !== fingerprint(current);
    current = set;
    if (hasChanged) onReload?.(set);
    if (problems.length > 0) onProblems(problems, kept);
  };
  const onError = (thrown: unknown) => {
    const found = thrown instanceof Error ? thrown.message : String(thrown);
    const problem = { file: root, line: 1, column: 1, message: `found files that cannot be read: ${found}` };
    onProblems([problem], [...current.byFolder.keys()]);
  };
  const files = watch(root, { ignoreInitial: true });
  files.on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      reading = reading.then(reload).catch(onError);
    }, debounceMs);
  });
  files.on('error', onError);
  await new Promise<void>((resolve) => files.once('ready', () => resolve()));

  return {
    current: () => current,
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await files.close();
      await reading;
    },
  };
}

function fingerprint(set: PlaybookSet): string {
  return [...set.byFolder].map(([folder, { version }]) => `${folder} ${version}`).join('\n');
}
