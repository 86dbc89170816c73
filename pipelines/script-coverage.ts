// How well a reply covers a script. In: the scripts of a playbook, then a type of objection and the words of a reply. Out:
// the best script for that type, with key points that were said and not said, and a match of 0…1. No latency, no state.

import type { KeyPoint, Playbook, Script } from '../engine/playbook.ts';
import { compileLikeness, type Likeness } from './language/text-likeness.ts';
import { perPlaybook } from './per-playbook.ts';
import { compilePhrases, type PhraseMatcher } from './phrase-matcher.ts';

export interface CoverageOptions {
  /** Share of an example's weight that must be in the reply for its key point to count as said, 0.2…1. */
  readonly minCoverageRatio: number;
  /** How much of the match is the share of key points said; the rest is likeness to the script's own words. */
  readonly pointsWeight: number;
}

export interface ScriptCoverage {
  readonly script: Script;
  /** 0…1 */
  readonly matchRatio: number;
  readonly matchedPoints: readonly string[];
  readonly missedPoints: readonly string[];
}

export interface ScriptBook {
  hasScriptFor(objection: string): boolean;
  /** The script for this type that the reply covers best, else null; of equals the one the playbook names first. */
  bestFor(objection: string, reply: string, options: CoverageOptions): ScriptCoverage | null;
}

interface CompiledScript {
  readonly script: Script;
  readonly phrases: PhraseMatcher;
  /** Place of the key point that each phrase belongs to. */
  readonly pointOfPhrase: readonly number[];
  readonly points: Likeness;
  readonly sentences: Likeness;
}

const SENTENCE = /[^.?!。？！；;\n“”"]+/g;
/** A likeness of this and more to a script's sentence counts as the whole of it: replies are never recited. */
const FULL_LIKENESS = 0.6;

const examplesOf = ({ text, examples }: KeyPoint) => (examples.length > 0 ? examples : [text]);

function compileScript(script: Script): CompiledScript {
  const { keyPoints, body } = script;
  const phrases = keyPoints.flatMap((point, at) => point.phrases.map((text) => ({ text, inflect: true, at })));
  const sentences = (body.match(SENTENCE) ?? []).map((sentence) => sentence.trim()).filter(Boolean);
  return {
    script,
    phrases: compilePhrases(phrases),
    pointOfPhrase: phrases.map(({ at }) => at),
    points: compileLikeness(keyPoints.map(examplesOf)),
    sentences: compileLikeness(sentences.map((sentence) => [sentence])),
  };
}

function coverageOf(compiled: CompiledScript, reply: string, options: CoverageOptions): ScriptCoverage {
  const { script, phrases, pointOfPhrase, points, sentences } = compiled;
  const named = new Set(phrases.find(reply).map(({ phraseIndex }) => pointOfPhrase[phraseIndex]));
  const coverages = points.coverages(reply);
  const isSaid = (at: number) => named.has(at) || (coverages[at] ?? 0) >= options.minCoverageRatio;
  const matchedPoints = script.keyPoints.filter((_, at) => isSaid(at)).map(({ text }) => text);
  const missedPoints = script.keyPoints.filter((_, at) => !isSaid(at)).map(({ text }) => text);
  const likeness = Math.min(1, Math.max(0, ...sentences.cosines(reply)) / FULL_LIKENESS);
  const pointsRatio = script.keyPoints.length === 0 ? likeness : matchedPoints.length / script.keyPoints.length;
  const matchRatio = options.pointsWeight * pointsRatio + (1 - options.pointsWeight) * likeness;
  return { script, matchRatio, matchedPoints, missedPoints };
}

function compileScripts({ scripts }: Playbook): ScriptBook {
  const byObjection = new Map<string, CompiledScript[]>();
  for (const script of scripts) {
    if (script.answers === undefined) continue;
    byObjection.set(script.answers, [...(byObjection.get(script.answers) ?? []), compileScript(script)]);
  }
  return {
    hasScriptFor: (objection) => byObjection.has(objection),
    bestFor(objection, reply, options) {
      const covered = (byObjection.get(objection) ?? []).map((script) => coverageOf(script, reply, options));
      return covered.reduce<ScriptCoverage | null>(
        (best, each) => (best === null || each.matchRatio > best.matchRatio ? each : best),
        null,
      );
    },
  };
}

export const scriptBook = perPlaybook(compileScripts);
