// Differentiated evidence in the words of our side: ours, concrete, shown or named now. In: a text. Out: each sentence
// with the probability that it is evidence, and its kind. A trained classifier weighs words and cues (evidence-cues.ts);
// the playbook's own phrases need less of it. Without a classifier rules decide (evidence-rules.ts). docs/metrics.md.

import { allMatches } from '../engine/all-matches.ts';
import { type Competitor, EVIDENCE_KINDS, type EvidenceKind, type EvidencePhrases } from '../engine/playbook.ts';
import type { TextClassifier } from '../engine/ports.ts';
import { evidenceCues, meritsOf } from './evidence-cues.ts';
import { compileEvidenceRules } from './evidence-rules.ts';

export interface FoundEvidence {
  readonly kind: EvidenceKind;
  readonly startChar: number;
  /** The sentence that holds it. */
  readonly sentence: string;
  /** That it is evidence, calibrated; null where only rules spoke. */
  readonly probability: number | null;
}

export interface EvidenceReading {
  readonly found: readonly FoundEvidence[];
  /** Of the sentence that is likeliest evidence, found or not; null where only rules spoke, 0 for an empty text. */
  readonly highestProbability: number | null;
}

export interface EvidenceFinder {
  /** `language`: BCP 47. */
  read(text: string, language: string, model?: TextClassifier): EvidenceReading;
}

/** Words that the company itself calls evidence need so much of the classifier's threshold. */
const PLAYBOOK_THRESHOLD_RATIO = 0.5;

const SENTENCE = /[^.?!。？！；;\n]+[.?!。？！；;\n]*/g;
const INNER_STOP = /(?<=[\p{L}\p{N}])\.(?=[\p{L}\p{N}])/gu;

function sentencesOf(text: string): { readonly sentence: string; readonly from: number }[] {
  return allMatches(text.replace(INNER_STOP, '\u2024'), SENTENCE).map((match) => {
    return { sentence: match[0].replaceAll('\u2024', '.'), from: match.index };
  });
}

const likeliestKind = (probabilities: Readonly<Record<string, number>>): EvidenceKind =>
  EVIDENCE_KINDS.reduce((best, kind) => ((probabilities[kind] ?? 0) > (probabilities[best] ?? 0) ? kind : best));

/** `phrases` are the playbook's; claims of improvement and performance count for `number` besides. */
export function compileEvidence(phrases: EvidencePhrases, competitors: readonly Competitor[]): EvidenceFinder {
  const merits = meritsOf(competitors);
  const rules = compileEvidenceRules(phrases, merits);
  return {
    read(text, language, model) {
      const found: FoundEvidence[] = [];
      let highest = 0;
      for (const { sentence, from } of sentencesOf(text)) {
        const ruled = rules(sentence);
        const said = sentence.trim();
        if (!model) {
          found.push(...ruled.map(({ kind, startChar }) => place(kind, from + startChar, said, null)));
          continue;
        }
        const probabilities = model.classify(sentence, language, evidenceCues(sentence, merits));
        const probability = probabilities.evidence ?? 0;
        highest = Math.max(highest, probability);
        const threshold = model.thresholds.evidence ?? 0.5;
        const own = ruled.find(({ isOfPlaybook }) => isOfPlaybook);
        if (own && probability >= threshold * PLAYBOOK_THRESHOLD_RATIO) {
          found.push(place(own.kind, from + own.startChar, said, probability));
        } else if (probability >= threshold) {
          const kind = likeliestKind(probabilities);
          const at = ruled.find((hit) => hit.kind === kind)?.startChar ?? 0;
          found.push(place(kind, from + at, said, probability));
        }
      }
      return { found, highestProbability: model ? highest : null };
    },
  };
}

const place = (kind: EvidenceKind, startChar: number, sentence: string, probability: number | null): FoundEvidence => ({
  kind,
  startChar,
  sentence,
  probability,
});
