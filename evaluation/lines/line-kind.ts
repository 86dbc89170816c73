// What a kind of labelled lines is: the shape of a line, what production finds in one, and the figures over all of them.
// A line that cannot be used is reported with file, number and what was expected.

import { z } from 'zod';
import { createProgress } from '../../gateway/cli/progress.ts';
import { readJsonLines } from '../data/json-lines.ts';
import type { EvaluatedEngine } from '../engine.ts';
import type { Figure } from '../figure.ts';

export const lineFields = {
  id: z.union([z.string(), z.number()]).transform(String),
  lang: z.string().min(2),
  text: z.string().min(1),
};
export interface LineFields {
  readonly id: string;
  readonly lang: string;
  readonly text: string;
}

export interface Found<Line, Finding> {
  readonly line: Line;
  readonly found: Finding;
}

export interface LinesMeasured {
  readonly figures: readonly Figure[];
  readonly problems: readonly string[];
  readonly errors: readonly string[];
}

export interface LineKind {
  readonly kind: string;
  readonly about: string;
  measure(path: string, engine: EvaluatedEngine): Promise<LinesMeasured>;
}

interface LineKindDefinition<Schema extends z.ZodType<LineFields>, Finding> {
  readonly kind: string;
  /** What is found in what, one sentence. */
  readonly about: string;
  readonly schema: Schema;
  find(line: z.output<Schema>, engine: EvaluatedEngine): Promise<Finding> | Finding;
  figures(found: readonly Found<z.output<Schema>, Finding>[], engine: EvaluatedEngine): Figure[];
  /** Null where the finding is right, else what was expected and what was found. */
  wrong(line: z.output<Schema>, finding: Finding): string | null;
}

export function lineKind<Schema extends z.ZodType<LineFields>, Finding>(
  definition: LineKindDefinition<Schema, Finding>,
): LineKind {
  return {
    kind: definition.kind,
    about: definition.about,
    async measure(path, engine) {
      const { lines, problems } = await readJsonLines(path, definition.schema);
      const progress = createProgress(`lines ${definition.kind}`);
      const items: Found<z.output<Schema>, Finding>[] = [];
      for (const line of lines) {
        items.push({ line, found: await definition.find(line, engine) });
        progress.report(items.length, lines.length);
      }
      progress.end();
      const errors = items.flatMap(({ line, found }) => {
        const wrong = definition.wrong(line, found);
        return wrong === null ? [] : [`${line.id} [${line.lang}] ${wrong}: ${line.text}`];
      });
      return { figures: definition.figures(items, engine), problems, errors };
    },
  };
}

/** Figures over all lines, then over those of each language where there are several. `label` ends in the language. */
export function perLanguage<Item extends { readonly line: LineFields }>(
  label: string,
  items: readonly Item[],
  figuresOf: (label: string, items: readonly Item[]) => Figure[],
): Figure[] {
  const languages = [...new Set(items.map(({ line }) => line.lang))].sort();
  const parts = languages.length < 2 ? [] : languages;
  return [
    ...figuresOf(label, items),
    ...parts.flatMap((lang) =>
      figuresOf(
        `${label} ${lang}`,
        items.filter(({ line }) => line.lang === lang),
      ),
    ),
  ];
}

const WithLabels = z.looseObject({ labels: z.array(z.string()) });

/** Lines of `models/training/lines` have `labels`: what they say in the words of this kind, unless the line says it itself. */
export function fromLabels(read: (labels: readonly string[]) => object): (line: unknown) => unknown {
  return (line) => {
    const { success, data } = WithLabels.safeParse(line);
    return success ? { ...read(data.labels), ...data } : line;
  };
}

/** A label in any usual spelling (`Budget process`, `budget_process`) as one of `labels`; other names by `aliases`. */
export function labelSchema<Label extends string>(
  labels: readonly Label[],
  aliases: Readonly<Record<string, Label>> = {},
) {
  return z.string().transform((given, context): Label => {
    const plain = given
      .trim()
      .toLowerCase()
      .replace(/[\s_]+/g, '-');
    const label = labels.find((each) => each === plain) ?? aliases[plain];
    if (label !== undefined) return label;
    context.addIssue({ code: 'custom', message: `"${given}"; expected one of ${labels.join(', ')}` });
    return z.NEVER;
  });
}
