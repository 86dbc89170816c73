// One playbook folder → Playbook, or every mistake in it with file, line and column.
// The folder: playbook.yaml, and where wanted keywords, competitors, topics, rules (.yaml), scripts/, cases/, resources/ (.md).

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { EngineError } from '../../engine/errors.ts';
import { Playbook } from '../../engine/playbook.ts';
import { type CheckedFiles, checkReferences } from './check-references.ts';
import {
  CaseFile,
  CompetitorsFile,
  KeywordsFile,
  PlaybookFile,
  ResourceFile,
  RulesFile,
  ScriptFile,
  TopicsFile,
} from './file-schemas.ts';
import { readMarkdown } from './markdown-source.ts';
import { inReadingOrder, type PlaybookProblem, reportProblems } from './report.ts';
import { type Checked, checkSchema } from './schema-problems.ts';
import { readYaml, type YamlSource } from './yaml-source.ts';

export interface PlaybookCheck {
  /** Absent where there are problems. */
  readonly playbook?: Playbook;
  readonly problems: readonly PlaybookProblem[];
}

const YAML_FILES = ['playbook.yaml', 'keywords.yaml', 'competitors.yaml', 'topics.yaml', 'rules.yaml'] as const;
const MARKDOWN_FOLDERS = ['scripts', 'cases', 'resources'] as const;

/** Throws `input.playbook` with all problems in its message and in `details.problems`. */
export async function loadPlaybook(directory: string): Promise<Playbook> {
  const { playbook, problems } = await checkPlaybook(directory);
  if (playbook) return playbook;
  throw new EngineError('input.playbook', reportProblems(problems).trimEnd(), { details: { problems } });
}

export async function checkPlaybook(directory: string): Promise<PlaybookCheck> {
  const files = await readFiles(directory);
  const problems: PlaybookProblem[] = unexpectedFiles(directory, files);
  const take = <T>(checked: Checked<T>, otherwise: T): T => {
    if ('value' in checked) return checked.value;
    problems.push(...checked.problems);
    return otherwise;
  };
  const open = (name: (typeof YAML_FILES)[number], whenEmpty: string): YamlSource => {
    const source = readYaml(join(directory, name), files.get(name) ?? whenEmpty);
    const isEmpty = source.problems.length === 0 && source.data === null;
    return isEmpty ? readYaml(source.file, whenEmpty) : source;
  };
  const markdown = <S extends z.ZodObject>(folder: (typeof MARKDOWN_FOLDERS)[number], schema: S, needsBody: boolean) =>
    [...files.keys()]
      .filter((name) => name.startsWith(`${folder}/`) && name.endsWith('.md'))
      .flatMap((name) => take(readMarkdown(join(directory, name), files.get(name) ?? '', schema, needsBody), []));

  const keywords = open('keywords.yaml', '[]');
  const topics = open('topics.yaml', '[]');
  const rules = open('rules.yaml', '[]');
  const competitors = open('competitors.yaml', '{}');
  const checked: CheckedFiles = {
    keywords: { source: keywords, value: take(checkSchema(keywords, KeywordsFile), []) },
    topics: { source: topics, value: take(checkSchema(topics, TopicsFile), []) },
    rules: { source: rules, value: take(checkSchema(rules, RulesFile), []) },
    competitors: { source: competitors, value: take(checkSchema(competitors, CompetitorsFile), { competitors: [] }) },
    resources: markdown('resources', ResourceFile, false),
    cases: markdown('cases', CaseFile, true),
    scripts: markdown('scripts', ScriptFile, true),
  };
  const head = files.has('playbook.yaml')
    ? take<z.output<typeof PlaybookFile> | null>(checkSchema(open('playbook.yaml', '{}'), PlaybookFile), null)
    : null;
  problems.push(...checkReferences(checked));
  if (problems.length > 0 || head === null) return { problems: inReadingOrder(problems) };
  return { playbook: assemble(head, checked, versionOf(files)), problems: [] };
}

/** By name relative to the folder, in order of name. */
async function readFiles(directory: string): Promise<ReadonlyMap<string, string>> {
  const list = async (folder: string) => {
    try {
      return (await readdir(join(directory, folder), { withFileTypes: true })).filter((entry) => entry.isFile());
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw thrown;
    }
  };
  const names: string[] = [];
  for (const entry of await list('.')) if (/\.ya?ml$/.test(entry.name)) names.push(entry.name);
  for (const folder of MARKDOWN_FOLDERS) {
    for (const entry of await list(folder)) if (entry.name.endsWith('.md')) names.push(`${folder}/${entry.name}`);
  }
  names.sort();
  const texts = await Promise.all(names.map((name) => readFile(join(directory, name), 'utf8')));
  return new Map(names.map((name, index) => [name, texts[index] ?? '']));
}

function unexpectedFiles(directory: string, files: ReadonlyMap<string, string>): PlaybookProblem[] {
  const at = (name: string, message: string) => ({ file: join(directory, name), line: 1, column: 1, message });
  const expected: readonly string[] = YAML_FILES;
  const unknown = [...files.keys()].filter((name) => !name.includes('/') && !expected.includes(name));
  const problems = unknown.map((name) => at(name, `unknown file ${name}, expected one of ${expected.join(', ')}`));
  if (!files.has('playbook.yaml')) {
    problems.push(at('playbook.yaml', 'found no playbook.yaml, expected one in the folder of each playbook'));
  }
  return problems;
}

/** Without the fields that were not given. */
const defined = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;

function assemble(head: z.output<typeof PlaybookFile>, files: CheckedFiles, version: string): Playbook {
  const { responseLatency } = head.thresholds;
  const phraseGroups = <G extends CheckedFiles['keywords']['value'][number]>(groups: readonly G[]) =>
    groups.map(({ inflect, soundsLike, ...group }) => ({
      ...group,
      phrases: group.phrases.map((phrase) => ({ inflect, soundsLike, ...defined(phrase) })),
    }));
  return Playbook.parse({
    ...head,
    version,
    thresholds: responseLatency === undefined ? {} : { responseLatencyMs: responseLatency },
    keywords: phraseGroups(files.keywords.value),
    topics: phraseGroups(files.topics.value),
    competitors: files.competitors.value.competitors,
    evidence: files.competitors.value.evidence,
    rules: files.rules.value.map(({ for: forMs, cooldown: cooldownMs, expires: expiresMs, ...rule }) => ({
      ...rule,
      forMs,
      cooldownMs,
      expiresMs,
    })),
    resources: files.resources.map(({ value }) => value),
    cases: files.cases.map(({ value }) => value),
    scripts: files.scripts.map(({ value }) => value),
  });
}

/** Says which content raised a card: the same files give the same version on every machine. */
function versionOf(files: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256');
  for (const [name, text] of files) hash.update(`${name}\0${text.replaceAll('\r\n', '\n')}\0`);
  return hash.digest('hex').slice(0, 12);
}
