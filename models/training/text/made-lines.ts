// Lines that a grammar of ours makes: templates with slots, so that a signal meets far more words than we could write. In:
// a kind (`question`, `objection`). Out: training lines, a template a group. The same file gives the same lines.
// `made/KIND-LANG.yaml`: `slots` {name: 'a | b'}, and by label (`none`: no label) templates such as `so {thing} {is|was} new`.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { TrainingLine } from './recipe.ts';
import { seededRandom } from './seeded-random.ts';

const FOLDER = join(import.meta.dirname, '../lines/made');
const LANGUAGES = ['en', 'zh'] as const;
/** Templates that fit with few words would only repeat themselves: so many draws a template, each line once. */
const DRAWS = 40;

const Grammar = z
  .object({ slots: z.record(z.string(), z.string()) })
  .catchall(z.union([z.array(z.string()), z.record(z.string(), z.string())]));

/** The innermost braces: `{thing}` names a slot, `{is|{thing}}` is a choice, one of whose parts is a slot. */
const INNERMOST = /\{([^{}]*)\}/;
const LONGEST_CHAIN = 100;

type Slots = ReadonlyMap<string, readonly string[]>;

const choicesIn = (text: string): string[] => text.split('|').map((choice) => choice.trim());

function expand(template: string, slots: Slots, random: () => number): string {
  const oneOf = (choices: readonly string[]): string => choices[Math.floor(random() * choices.length)] ?? '';
  let text = template;
  for (let step = 0; INNERMOST.test(text); step += 1) {
    if (step > LONGEST_CHAIN) throw new Error(`slots without an end: ${template}`);
    text = text.replace(INNERMOST, (_, inside: string) => oneOf(slots.get(inside) ?? choicesIn(inside)));
  }
  return text.replace(/\s+/g, ' ').trim();
}

function linesOf(kind: string, lang: string): TrainingLine[] {
  const { slots, ...byLabel } = Grammar.parse(parse(readFileSync(join(FOLDER, `${kind}-${lang}.yaml`), 'utf8')));
  const choices = new Map(Object.entries(slots).map(([name, list]) => [name, choicesIn(list)]));
  const random = seededRandom(1);
  return Object.entries(byLabel).flatMap(([label, templates]) =>
    z
      .array(z.string())
      .parse(templates)
      .flatMap((template, at) => {
        const texts = new Set(Array.from({ length: DRAWS }, () => expand(template, choices, random)));
        return [...texts].map((text, index) => ({
          id: `made-${kind}-${lang}-${label}-${at}-${index}`,
          lang,
          text,
          labels: label === 'none' ? [] : [label],
          group: `made-${kind}-${lang}-${label}-${at}`,
        }));
      }),
  );
}

export const madeLines = (kind: string, languages: readonly string[] = LANGUAGES): TrainingLine[] =>
  languages.flatMap((lang) => linesOf(kind, lang));
