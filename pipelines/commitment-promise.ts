// Which sentences of an utterance promise something. In: its words. Out: the sentences, each with how sure it is.
// The text model judges with the cues of our rules beside the words; without a model the cues alone decide. Pure.

import type { TextClassifier } from '../engine/ports.ts';
import { COMMITMENT_CUES } from './cues/commitment-cues.ts';
import { cuesIn, plainText } from './cues/cue.ts';

export interface Promised {
  readonly sentence: string;
  readonly confidence: number;
  readonly isCalibrated: boolean;
}

/** What speaks for a promise, and what against it whatever speaks for it. */
const FOR = ['promise', 'other-gets', 'our-side-will', 'let-me-and', 'doing-it', 'agreed-deed'];
const AGAINST = [
  'question',
  'request',
  'hedge',
  'negation',
  'habit',
  'past',
  'in-call',
  'needs-or-states',
  'other-firm',
];

const PROMISE_CUES = COMMITMENT_CUES.filter(({ name }) => name === 'promise' || name === 'other-gets');

/** Sentences with their marks; a text without marks is one. */
export const sentencesOf = (text: string): string[] =>
  (text.match(/[^.?!。？！；;\n]+(?:[.?!](?=\S)[^.?!。？！；;\n]*)*[.?!。？！；;\n]*/g) ?? [])
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');

function judge(sentence: string, language: string, model: TextClassifier | undefined, rule: number) {
  const cues = cuesIn(sentence, language, COMMITMENT_CUES);
  if (model) return model.classify(plainText(sentence), language, cues).commitment ?? 0;
  const holds = (names: readonly string[]) => names.some((name) => cues.includes(name));
  return holds(FOR) && !holds(AGAINST) ? rule : 0;
}

/** `least`: from which probability it counts; null: the model's own best. `rule`: confidence of what only rules found. */
export function promisesIn(
  text: string,
  language: string,
  model: TextClassifier | undefined,
  { least, rule }: { readonly least: number | null; readonly rule: number },
): Promised[] {
  const from = model ? (least ?? model.thresholds.commitment ?? 0.5) : (least ?? 0.5);
  return sentencesOf(text)
    .map((sentence) => ({
      sentence,
      confidence: judge(sentence, language, model, rule),
      isCalibrated: model?.isCalibrated ?? false,
    }))
    .filter(({ confidence }) => confidence >= from);
}

const CLAUSE = /[^,，;；]+[,，;；]*/g;

/** The clause in which somebody says "I will do it" or "you will have it", whose date goes before those of other clauses; none where no clause does. */
export function promiseClauseOf(sentence: string, language: string): string[] {
  const clauses = sentence.match(CLAUSE) ?? [];
  const found = clauses.find((clause) => cuesIn(clause, language, PROMISE_CUES).length > 0);
  return found === undefined || clauses.length === 1 ? [] : [found];
}
