// How well a reply covers a script. In: the scripts of a playbook, then a type of objection and the words of a reply, with
// what a sentence model makes of them where there is one. Out: the best script for that type, with key points that were said
// and not said, and a match of 0…1. No latency, no state.

import type { KeyPoint, Playbook, Script } from '../engine/playbook.ts';
import type { ScriptVectors } from '../engine/ports.ts';
import { compileLikeness, type Likeness } from './language/text-likeness.ts';
import { compileVectorLikeness } from './language/vector-likeness.ts';
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

/** How near a reply comes in meaning to each key point of a script, 0…1; 0 where nothing is known. */
export type ReplyMeaning = (scriptId: string, point: number) => number;

const MEANS_NOTHING: ReplyMeaning = () => 0;
/** Nearer in meaning to a key point's examples than halfway from those of others: said. */
const MEANT_RATIO = 0.5;

export interface ScriptBook {
  hasScriptFor(objection: string): boolean;
  /** The script for this type that the reply covers best, else null; of equals the one the playbook names first. */
  bestFor(objection: string, reply: string, options: CoverageOptions, meaning?: ReplyMeaning): ScriptCoverage | null;
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

function coverageOf(
  compiled: CompiledScript,
  reply: string,
  options: CoverageOptions,
  meaning: ReplyMeaning,
): ScriptCoverage {
  const { script, phrases, pointOfPhrase, points, sentences } = compiled;
  const named = new Set(phrases.find(reply).map(({ phraseIndex }) => pointOfPhrase[phraseIndex]));
  const coverages = points.coverages(reply);
  const meant = script.keyPoints.map((_, at) => meaning(script.id, at));
  const isSaid = (at: number) =>
    named.has(at) || (coverages[at] ?? 0) >= options.minCoverageRatio || (meant[at] ?? 0) >= MEANT_RATIO;
  const matchedPoints = script.keyPoints.filter((_, at) => isSaid(at)).map(({ text }) => text);
  const missedPoints = script.keyPoints.filter((_, at) => !isSaid(at)).map(({ text }) => text);
  const worded = Math.min(1, Math.max(0, ...sentences.cosines(reply)) / FULL_LIKENESS);
  const likeness = Math.max(worded, ...meant);
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
    bestFor(objection, reply, options, meaning = MEANS_NOTHING) {
      const covered = (byObjection.get(objection) ?? []).map((script) => coverageOf(script, reply, options, meaning));
      return covered.reduce<ScriptCoverage | null>(
        (best, each) => (best === null || each.matchRatio > best.matchRatio ? each : best),
        null,
      );
    },
  };
}

export const scriptBook = perPlaybook(compileScripts);

/**
 * What the sentences of a reply mean beside the key points of all scripts, which set the scale for one another. A sentence
 * speaks for one key point of a script, the nearest.
 */
export function compileReplyMeaning(scripts: ScriptVectors): (sentences: readonly Float32Array[]) => ReplyMeaning {
  const likeness = compileVectorLikeness([...scripts.values()].flat());
  const sizes = [...scripts].map(([id, points]) => ({ id, size: points.length }));
  return (sentences) => {
    const nearest = new Map<string, number>();
    for (const sentence of sentences) {
      const likenesses = likeness(sentence);
      let from = 0;
      for (const { id, size } of sizes) {
        const own = likenesses.slice(from, from + size);
        const most = Math.max(0, ...own);
        const key = `${id} ${own.indexOf(most)}`;
        nearest.set(key, Math.max(nearest.get(key) ?? 0, most));
        from += size;
      }
    }
    return (scriptId, point) => nearest.get(`${scriptId} ${point}`) ?? 0;
  };
}
