// What a schema cannot see: ids and phrases given twice, packs that name nothing, expressions that do not compile.

import type { z } from 'zod';
import { soundOf } from '../../pipelines/phrase-sounds.ts';
import { type Compiled, compileCondition, compileTemplate } from '../../pipelines/rule-condition.ts';
import type { CompetitorsFile, KeywordsFile, RulesFile, TopicsFile } from './file-schemas.ts';
import type { PlaybookProblem } from './report.ts';
import type { YamlPath, YamlSource } from './yaml-source.ts';

interface File<T> {
  readonly source: YamlSource;
  readonly value: T;
}
type Markdown = readonly File<{ readonly id: string; readonly title: string; readonly body: string }>[];
export interface CheckedFiles {
  readonly keywords: File<z.output<typeof KeywordsFile>>;
  readonly topics: File<z.output<typeof TopicsFile>>;
  readonly rules: File<z.output<typeof RulesFile>>;
  readonly competitors: File<z.output<typeof CompetitorsFile>>;
  readonly resources: Markdown;
  readonly cases: Markdown;
  readonly scripts: Markdown;
}

interface Named {
  readonly name: string;
  readonly source: YamlSource;
  readonly path: YamlPath;
}

export function checkReferences(files: CheckedFiles): PlaybookProblem[] {
  const { keywords, topics, rules, competitors } = files;
  const listed = (file: File<readonly { id: string }[]>) =>
    file.value.map(({ id }, index) => ({ name: id, source: file.source, path: [index, 'id'] }));
  const documents = (list: Markdown) => list.map(({ source, value }) => ({ name: value.id, source, path: ['id'] }));
  return [
    ...[listed(keywords), listed(topics), listed(rules)].flatMap((ids) => repeated(ids, 'id')),
    ...[files.resources, files.cases, files.scripts].flatMap((list) => repeated(documents(list), 'id')),
    ...[keywords, topics].flatMap((file) => repeated(phrasesOf(file), 'phrase')),
    ...repeated(competitorNames(competitors), 'competitor name'),
    ...[...phrasesAsked(keywords), ...phrasesAsked(topics), ...namesAsked(competitors)].flatMap(checkSound),
    ...rules.value.flatMap((rule, index) => checkRule(rule, index, files)),
  ];
}

function repeated(names: readonly Named[], what: string): PlaybookProblem[] {
  const first = new Map<string, Named>();
  return names.flatMap(({ name, source, path }) => {
    const key = name.toLowerCase();
    const earlier = first.get(key);
    if (!earlier) {
      first.set(key, { name, source, path });
      return [];
    }
    const { file, line } = earlier.source.problemAt(earlier.path, '');
    return [source.problemAt(path, `found the ${what} ${name} twice, expected it once (first at ${file}:${line})`)];
  });
}

/** A phrase in two groups would count for the first only. */
function phrasesOf({ source, value }: File<z.output<typeof KeywordsFile>>): Named[] {
  return value.flatMap(({ phrases }, group) =>
    phrases.map(({ text }, index) => ({ name: text, source, path: [group, 'phrases', index] })),
  );
}

function competitorNames({ source, value }: CheckedFiles['competitors']): Named[] {
  return value.competitors.flatMap(({ name, aliases }, index) => [
    { name, source, path: ['competitors', index, 'name'] },
    ...aliases.map((alias, at) => ({ name: alias, source, path: ['competitors', index, 'aliases', at] })),
  ]);
}

/** Phrases that ask by themselves to be found by their sound; a group asks only for those that can. */
function phrasesAsked({ source, value }: File<z.output<typeof KeywordsFile>>): Named[] {
  return value.flatMap(({ phrases }, group) =>
    phrases.flatMap(({ text, soundsLike }, index) =>
      soundsLike ? [{ name: text, source, path: [group, 'phrases', index, 'soundsLike'] }] : [],
    ),
  );
}

function namesAsked({ source, value }: CheckedFiles['competitors']): Named[] {
  return value.competitors.flatMap(({ name, aliases, soundsLike }, index) =>
    soundsLike && !aliases.some(soundOf) ? [{ name, source, path: ['competitors', index, 'soundsLike'] }] : [],
  );
}

function checkSound({ name, source, path }: Named): PlaybookProblem[] {
  if (soundOf(name) !== null) return [];
  const expected = 'two Chinese characters or four Latin letters at least, and nothing else';
  return [source.problemAt(path, `found soundsLike for ${name}, expected ${expected}`)];
}

const CATEGORY_TEST = /["']([^"']*)["']\s+in\s+utterance\.categories/g;

function checkRule(
  rule: CheckedFiles['rules']['value'][number],
  index: number,
  files: CheckedFiles,
): PlaybookProblem[] {
  const { source } = files.rules;
  const problems: PlaybookProblem[] = [];
  const topicIds = files.topics.value.map(({ id }) => id);
  const compile = <T>(path: YamlPath, compiled: Compiled<T>): T | null => {
    if ('value' in compiled) return compiled.value;
    problems.push(source.problemAt([index, ...path], compiled.problem.message, compiled.problem.offset));
    return null;
  };
  const condition = compile(['when'], compileCondition(rule.when, topicIds));
  compile(['pack', 'title'], compileTemplate(rule.pack.title, topicIds));
  compile(['pack', 'wording'], compileTemplate(rule.pack.wording, topicIds));

  if (rule.for !== undefined && [...(condition?.reads ?? [])].some((path) => path.startsWith('utterance.'))) {
    const message = 'found for in a rule about an utterance, expected none: an utterance is looked at once';
    problems.push(source.problemAtKey([index, 'for'], message));
  }
  const categories = files.keywords.value.map(({ id }) => id);
  for (const match of rule.when.matchAll(CATEGORY_TEST)) {
    if (categories.includes(match[1] ?? '')) continue;
    const message = `unknown keyword category ${match[1]}, expected one of ${categories.join(', ') || '(no categories)'}`;
    problems.push(source.problemAt([index, 'when'], message, match.index));
  }
  const references = { resource: files.resources, case: files.cases, script: files.scripts } as const;
  for (const [field, documents] of Object.entries(references)) {
    const id = rule.pack[field as keyof typeof references];
    if (id === undefined || documents.some(({ value }) => value.id === id)) continue;
    const known = documents.map(({ value }) => value.id).join(', ') || '(none)';
    problems.push(source.problemAt([index, 'pack', field], `unknown ${field} ${id}, expected one of ${known}`));
  }
  return problems;
}
