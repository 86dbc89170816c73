// A rule made ready for one call: its condition and texts compiled, its pack resolved, and the match it gives.
// Confidence of a match is a rule of thumb (isCalibrated false): the least sure of the events it rests on.

import { EngineError } from '../engine/errors.ts';
import type { EventDraft, Evidence, Pack } from '../engine/events.ts';
import type { MediaMs } from '../engine/media-time.ts';
import type { Playbook, Rule } from '../engine/playbook.ts';
import { type Compiled, type Condition, compileCondition, compileTemplate, type Template } from './rule-condition.ts';
import { CLOCK_PATHS, type RuleSignals, type SignalSource, type SignalValues } from './rule-signal-types.ts';

/** Confidence where no event that a rule rests on carries one (the words alone). */
const UNSTATED_CONFIDENCE = 0.6;
/** Parts of the evidence that one card can carry; the latest are kept. */
const EVIDENCE_KEPT = 8;

export interface ReadyRule {
  readonly rule: Rule;
  readonly condition: Condition;
  readonly title: Template;
  readonly wording: Template;
  /** Signals of the condition and of the texts. */
  readonly reads: ReadonlySet<string>;
  /** Reads `utterance.*`: looked at once per utterance, and about that utterance. */
  readonly isAboutUtterance: boolean;
  readonly readsClock: boolean;
  readonly offers: Omit<Pack, 'title' | 'wording'>;
}

export interface RuleMatch {
  readonly reasonKey: string;
  /** What the match rested on, to tell whether newer evidence says something new. */
  readonly wordSeqs: ReadonlySet<number>;
  readonly figures: ReadonlyMap<string, number>;
  readonly confidence: number;
}

/** Throws `input.playbook`; a playbook that was loaded from files has been checked already. */
export function readyRules(playbook: Playbook): readonly ReadyRule[] {
  const topicIds = playbook.topics.map(({ id }) => id);
  return playbook.rules.map((rule) => {
    const condition = compiledOf(rule, compileCondition(rule.when, topicIds));
    const title = compiledOf(rule, compileTemplate(rule.pack.title, topicIds));
    const wording = compiledOf(rule, compileTemplate(rule.pack.wording, topicIds));
    const reads = new Set([...condition.reads, ...title.reads, ...wording.reads]);
    return {
      rule,
      condition,
      title,
      wording,
      reads,
      isAboutUtterance: [...condition.reads].some((path) => path.startsWith('utterance.')),
      readsClock: CLOCK_PATHS.some((path) => reads.has(path)),
      offers: offersOf(rule, playbook),
    };
  });
}

function compiledOf<T>(rule: Rule, compiled: Compiled<T>): T {
  if ('value' in compiled) return compiled.value;
  throw new EngineError('input.playbook', `rule ${rule.id}: ${compiled.problem.message}`);
}

function offersOf({ pack }: Rule, playbook: Playbook): ReadyRule['offers'] {
  const resource = playbook.resources.find(({ id }) => id === pack.resource);
  const customerCase = playbook.cases.find(({ id }) => id === pack.case);
  const script = playbook.scripts.find(({ id }) => id === pack.script);
  return {
    ...(resource ? { resource } : {}),
    ...(customerCase ? { case: { id: customerCase.id, title: customerCase.title, body: customerCase.body } } : {}),
    ...(script ? { script: scriptOffer(script) } : {}),
  };
}

const scriptOffer = ({ id, title, keyPoints }: Playbook['scripts'][number]) => ({
  id,
  title,
  ...(keyPoints.length > 0 ? { keyPoints: keyPoints.map(({ text }) => text) } : {}),
});

/** What a match of this rule would rest on now. */
export function matchOf(ready: ReadyRule, signals: RuleSignals, reasonKey: string): RuleMatch {
  const sources = sourcesOf(ready, signals);
  const stated = sources.map(({ confidence }) => confidence).filter((confidence) => confidence !== null);
  const figures = [...ready.reads].map((path) => [path, numberAt(signals.values, path)] as const);
  return {
    reasonKey,
    wordSeqs: new Set(sources.filter(({ isWords }) => isWords).map(({ seq }) => seq)),
    figures: new Map(figures.filter((entry): entry is [string, number] => entry[1] !== null)),
    confidence: stated.length === 0 ? UNSTATED_CONFIDENCE : Math.min(...stated),
  };
}

export function draftOf(
  ready: ReadyRule,
  signals: RuleSignals,
  match: RuleMatch,
  atMs: MediaMs,
): EventDraft & { type: 'rule.matched' } {
  const sources = sourcesOf(ready, signals).slice(-EVIDENCE_KEPT);
  return {
    type: 'rule.matched',
    atMs,
    causedBy: sources.map(({ seq }) => seq),
    ruleId: ready.rule.id,
    reasonKey: match.reasonKey,
    pack: {
      title: ready.title.fill(signals.values),
      wording: ready.wording.fill(signals.values),
      ...ready.offers,
    },
    evidence: evidenceOf(sources),
    confidence: match.confidence,
    isCalibrated: false,
  };
}

/** Words that several findings rest on are quoted once: as what was found in them, where that is more than the words. */
function evidenceOf(sources: readonly SignalSource[]): Evidence[] {
  const quoted = new Map<string, SignalSource>();
  for (const source of sources) {
    const key = `${source.segmentId ?? source.seq} ${source.text}`;
    const before = quoted.get(key);
    if (!before || (isBareWords(before) && !isBareWords(source))) quoted.set(key, source);
  }
  return [...quoted.values()].map(({ seq, atMs, text, participantId }) => {
    return { seq, atMs, text, ...(participantId && { participantId }) };
  });
}

/** An utterance, or a phrase in it, as against a question, an objection or a mention. */
const isBareWords = ({ confidence, labels }: SignalSource): boolean => confidence === null || labels !== undefined;

/** Newer evidence says something new when it has other words, or a figure moved by `ratio` of what it was. */
export function isMateriallyNew(before: RuleMatch, now: RuleMatch, ratio: number): boolean {
  if ([...now.wordSeqs].some((seq) => !before.wordSeqs.has(seq))) return true;
  return [...now.figures].some(([path, value]) => {
    const was = before.figures.get(path) ?? 0;
    return value !== was && Math.abs(value - was) >= Math.abs(was) * ratio;
  });
}

/** The events behind the signals that the condition reads, in the order of the log, each once. */
function sourcesOf({ condition }: ReadyRule, signals: RuleSignals): readonly SignalSource[] {
  const groups = [...condition.reads].map((path) => path.slice(0, path.indexOf('.')));
  const bySeq = new Map<number, SignalSource>();
  for (const key of new Set([...groups, ...condition.reads])) {
    for (const source of signals.sources.get(key) ?? []) {
      const isNamed = source.labels === undefined || source.labels.some((label) => condition.literals.has(label));
      if (isNamed) bySeq.set(source.seq, source);
    }
  }
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

function numberAt(values: SignalValues, path: string): number | null {
  let at: unknown = values;
  for (const name of path.split('.')) at = (at as Readonly<Record<string, unknown>> | undefined)?.[name];
  return typeof at === 'number' ? at : null;
}
