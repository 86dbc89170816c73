// What an utterance is about. In: the topics of a playbook, a trained classifier and a sentence model's vectors where there
// are any, then texts. Out: a topic, or `other`, with a confidence. Topics that the classifier knows are weighed by it, by
// their phrases and by what the vector says; a topic that a company adds is found by its phrases and by likeness to its
// examples, in wording and in meaning, without training. No latency, no state.

import type { Topic } from '../engine/playbook.ts';
import type { TextClassifier, TopicVectors } from '../engine/ports.ts';
import { type CategoryMatcher, compileCategories } from './keyword-categories.ts';
import { compileLikeness, type Likeness } from './language/text-likeness.ts';
import { compileVectorLikeness } from './language/vector-likeness.ts';

export const OTHER_TOPIC = 'other';

export interface TopicFound {
  readonly topic: string;
  /** 0…1 */
  readonly confidence: number;
  /** The confidence was measured on labelled lines: a trained topic, and nothing but the classifier spoke. */
  readonly isCalibrated: boolean;
}

export interface TopicFinder {
  /** `vector`: what a sentence model makes of the text, where one was asked. */
  find(text: string, language: string, vector?: Float32Array | null): TopicFound;
}

/** What a phrase of the playbook adds to the log odds of its topic: one is heard, two decide. */
const PHRASE_LOG_ODDS = 1.5;
/** A likeness from which words are about an added topic, and the one that is as sure as a likeness gets. */
const LIKE_RATIO = 0.3;
const SURE_LIKE_RATIO = 0.7;
/** A phrase alone says about as much as a fair likeness. */
const PHRASE_LIKENESS = 0.5;
const SUREST = 0.9;
/** Nearer in meaning to a topic's examples than halfway from those of others: about it. */
const MEANT_RATIO = 0.5;

interface Compiled {
  readonly ids: readonly string[];
  readonly phrases: CategoryMatcher;
  readonly likeness: Likeness;
}

export function compileTopics(topics: readonly Topic[]): Compiled {
  return {
    ids: topics.map(({ id }) => id),
    phrases: compileCategories(topics),
    likeness: compileLikeness(topics.map(({ title, about, examples }) => [title, about, ...examples].filter(Boolean))),
  };
}

/**
 * Hits by topic; the longer words weigh a little more, so that of equals they win. A topic that is meant weighs up to one
 * hit more.
 */
function hitWeights({ ids, phrases }: Compiled, text: string, meant: Meant | null): number[] {
  const hits = phrases.find(text);
  return ids.map((id) =>
    hits
      .filter(({ category }) => category === id)
      .reduce(
        (sum, { matched }) => sum + 1 + Math.min(100, matched.length) / 1e3,
        meant?.topic === id ? meant.ratio : 0,
      ),
  );
}

interface Meant {
  readonly topic: string;
  /** 0.5…1 */
  readonly ratio: number;
}

/** The topic whose examples say nearly the same as the sentence of a vector; null where none does. */
export type TopicMeaning = (vector: Float32Array) => Meant | null;

export function compileMeaning(vectors: TopicVectors): TopicMeaning {
  const ids = [...vectors.keys()];
  const likeness = compileVectorLikeness([...vectors.values()]);
  return (vector) => {
    const ratios = likeness(vector);
    const best = largestOf(ratios);
    const [topic, ratio = 0] = [ids[best], ratios[best]];
    return topic !== undefined && ratio >= MEANT_RATIO ? { topic, ratio } : null;
  };
}

const largestOf = (values: readonly number[]): number =>
  values.reduce((best, value, at) => (value > (values[best] ?? Number.NEGATIVE_INFINITY) ? at : best), 0);

/** Topics that nobody trained, and all topics where there is no classifier. */
function byLikeness(compiled: Compiled, weights: readonly number[], text: string, isAsked: (id: string) => boolean) {
  const cosines = compiled.likeness.cosines(text);
  const scores = compiled.ids.map((id, at) => {
    if (!isAsked(id)) return 0;
    return Math.max(cosines[at] ?? 0, (weights[at] ?? 0) * PHRASE_LIKENESS);
  });
  const best = largestOf(scores);
  const score = scores[best] ?? 0;
  return { topic: score >= LIKE_RATIO ? (compiled.ids[best] ?? OTHER_TOPIC) : OTHER_TOPIC, score };
}

const likenessFound = (topic: string, score: number): TopicFound => {
  const confidence = topic === OTHER_TOPIC ? 0.5 : Math.min(SUREST, 0.5 + (0.4 * score) / SURE_LIKE_RATIO);
  return { topic, confidence, isCalibrated: false };
};

function byClassifier(
  compiled: Compiled,
  weights: readonly number[],
  probabilities: Readonly<Record<string, number>>,
  isCalibrated: boolean,
): TopicFound {
  const labels = Object.keys(probabilities);
  const odds = labels.map((label) => {
    const at = compiled.ids.indexOf(label);
    return (probabilities[label] ?? 0) * Math.exp(PHRASE_LOG_ODDS * (weights[at] ?? 0));
  });
  const sum = odds.reduce((total, each) => total + each, 0);
  const best = largestOf(odds);
  const label = labels[best] ?? OTHER_TOPIC;
  const isPlain = weights.every((weight) => weight === 0);
  return {
    topic: compiled.ids.includes(label) ? label : OTHER_TOPIC,
    confidence: sum === 0 ? 0 : (odds[best] ?? 0) / sum,
    isCalibrated: isCalibrated && isPlain,
  };
}

export function topicFinder(
  compiled: Compiled,
  classifier: TextClassifier | undefined,
  meaning: TopicMeaning = () => null,
): TopicFinder {
  const isAdded = (id: string) => !classifier?.labels.includes(id);
  const hasAdded = compiled.ids.some(isAdded);
  return {
    find(text, language, vector = null) {
      const weights = hitWeights(compiled, text, vector && meaning(vector));
      if (!classifier) {
        const { topic, score } = byLikeness(compiled, weights, text, isAdded);
        return likenessFound(topic, score);
      }
      const trained = byClassifier(compiled, weights, classifier.classify(text, language), classifier.isCalibrated);
      if (!hasAdded) return trained;
      const added = byLikeness(compiled, weights, text, isAdded);
      const isNamed = weights[compiled.ids.indexOf(trained.topic)] ?? 0;
      return added.topic !== OTHER_TOPIC && isNamed < 1 ? likenessFound(added.topic, added.score) : trained;
    },
  };
}
