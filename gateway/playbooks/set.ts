// All playbooks of a company: one folder each under a root, found by the language of the call.

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError } from '../../engine/errors.ts';
import { EMPTY_PLAYBOOK, type Playbook } from '../../engine/playbook.ts';
import { checkPlaybook } from './load.ts';
import { type PlaybookProblem, reportProblems } from './report.ts';

export interface PlaybookSet {
  /** By folder name, in order of name. */
  readonly byFolder: ReadonlyMap<string, Playbook>;
  /** The playbook for a BCP 47 tag by its language (`zh-CN` → zh); one that finds nothing where there is none. */
  forLanguage(tag: string): Playbook;
}

export interface PlaybookSetCheck {
  readonly set: PlaybookSet;
  readonly problems: readonly PlaybookProblem[];
  /** Folders that have problems and for which the playbook of `previous` was kept. */
  readonly kept: readonly string[];
}

/** Throws `input.playbook` where any playbook has a problem, or where there is none. */
export async function loadPlaybookSet(root: string): Promise<PlaybookSet> {
  const { set, problems } = await checkPlaybookSet(root);
  if (problems.length === 0) return set;
  throw new EngineError('input.playbook', reportProblems(problems).trimEnd(), { details: { problems } });
}

/** What is not valid falls back to what `previous` had in that folder. */
export async function checkPlaybookSet(root: string, previous?: PlaybookSet): Promise<PlaybookSetCheck> {
  const folders = await foldersOf(root);
  const byFolder = new Map<string, Playbook>();
  const problems: PlaybookProblem[] = [];
  const kept: string[] = [];
  for (const folder of folders) {
    const checked = await checkPlaybook(join(root, folder));
    problems.push(...checked.problems);
    const before = previous?.byFolder.get(folder);
    if (!checked.playbook && before) kept.push(folder);
    const playbook = checked.playbook ?? before;
    if (!playbook) continue;
    const twin = [...byFolder].find(([, other]) => other.language === playbook.language);
    if (twin) {
      const message = `found language ${playbook.language} again, expected one playbook for each language (${twin[0]} has it)`;
      problems.push({ file: join(root, folder, 'playbook.yaml'), line: 1, column: 1, message });
    } else byFolder.set(folder, playbook);
  }
  if (folders.length === 0) {
    problems.push({
      file: root,
      line: 1,
      column: 1,
      message: 'found no playbook, expected a folder for each, such as en',
    });
    if (previous) return { set: previous, problems, kept: [...previous.byFolder.keys()] };
  }
  return { set: playbookSet(byFolder), problems, kept };
}

export function playbookSet(byFolder: ReadonlyMap<string, Playbook>): PlaybookSet {
  const byLanguage = new Map([...byFolder.values()].map((playbook) => [playbook.language, playbook]));
  return {
    byFolder,
    forLanguage: (tag) => byLanguage.get(tag.toLowerCase().split('-')[0] ?? '') ?? EMPTY_PLAYBOOK,
  };
}

async function foldersOf(root: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(root, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map((entry) => entry.name)
      .sort();
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw thrown;
  }
}
