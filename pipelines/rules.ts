// Rules: playbook conditions (CEL) over the call's signals. In: findings and figures; out: rule.matched, rule.cleared.
// Questions are looked at as they come, words and figures at the next tick, when all of one moment are in: ≤ 100 ms later.

import { z } from 'zod';
import type { EventDraft } from '../engine/events.ts';
import { type Machine, type Step, stay } from '../engine/machine.ts';
import type { MediaMs } from '../engine/media-time.ts';
import { machinePipeline } from '../engine/pipeline.ts';
import { perPlaybook } from './per-playbook.ts';
import { draftOf, isMateriallyNew, matchOf, type ReadyRule, type RuleMatch, readyRules } from './rule-match.ts';
import { initialSignals, type RuleSignals } from './rule-signal-types.ts';
import { foldSignals, RULE_SIGNAL_INPUTS, type RuleSignalInput } from './rule-signals.ts';

export const RulesOptions = z.object({
  /**
   * How far a figure must move before a rule that still holds matches again, as a share of what it was. Range 0.05–10.
   * Default 0.25: a wait of 4.2 s speaks up again at 5.3 s and 6.6 s, not ten times a second.
   */
  materialChangeRatio: z.number().min(0.05).max(10).default(0.25),
});
type RulesOptions = z.output<typeof RulesOptions>;

type RuleDraft = Extract<EventDraft, { type: 'rule.matched' | 'rule.cleared' }>;

interface RuleRun {
  /** Since when the condition holds without a break; null where it does not. */
  readonly sinceMs: number | null;
  /** The match that stands; null before it and for rules about utterances. */
  readonly match: RuleMatch | null;
  /** Reason keys that have had their match, segments and questions, with the words of the utterance that it was about. */
  readonly spent: ReadonlyMap<string, string>;
}
const IDLE: RuleRun = { sinceMs: null, match: null, spent: new Map() };

export interface RulesState {
  readonly signals: RuleSignals;
  readonly runs: ReadonlyMap<string, RuleRun>;
  /** Signals that changed since the last tick. */
  readonly dirty: ReadonlySet<string>;
  /** The latest utterance may still get keyword hits. */
  readonly isUtterancePending: boolean;
}

/** Several of these come for one moment, so they are looked at together at the next tick. */
const SETTLING: readonly RuleSignalInput['type'][] = ['metric.sampled', 'emotion.sampled', 'competitor.mentioned'];
const NOTHING_CHANGED: ReadonlySet<string> = new Set();

export function rulesMachine(
  rules: readonly ReadyRule[],
  signals: RuleSignals,
  options: RulesOptions,
): Machine<RulesState, RuleSignalInput, RuleDraft> {
  const utteranceRules = rules.filter((ready) => ready.isAboutUtterance);
  const stateRules = rules.filter((ready) => !ready.isAboutUtterance);

  function step(state: RulesState, signal: RuleSignalInput): Step<RulesState, RuleDraft> {
    const isNextUtterance = signal.type === 'utterance.finalized' && state.isUtterancePending;
    const [settled, early] = isNextUtterance ? lookAtUtterance(state, signal.atMs) : stay(state);
    const folded = foldSignals(settled.signals, signal);
    const isAboutUtterance = folded.changed.some((path) => path.startsWith('utterance.'));
    const next: RulesState = {
      ...settled,
      signals: folded,
      isUtterancePending: settled.isUtterancePending || isAboutUtterance || signal.type === 'utterance.finalized',
    };
    const [after, late] = look(next, signal);
    return [after, [...early, ...late]];
  }

  function look(state: RulesState, signal: RuleSignalInput): Step<RulesState, RuleDraft> {
    const { changed } = state.signals;
    if (SETTLING.includes(signal.type)) return stay({ ...state, dirty: new Set([...state.dirty, ...changed]) });
    if (signal.type !== 'clock.ticked') return lookAtStates(state, new Set(changed), signal.atMs);
    const dirty = new Set([...state.dirty, ...changed]);
    const [settled, early] = state.isUtterancePending ? lookAtUtterance(state, signal.atMs) : stay(state);
    const [after, late] = lookAtStates({ ...settled, dirty: NOTHING_CHANGED }, dirty, signal.atMs);
    return [after, [...early, ...late]];
  }

  function lookAtUtterance(state: RulesState, atMs: MediaMs): Step<RulesState, RuleDraft> {
    const runs = new Map(state.runs);
    const drafts: RuleDraft[] = [];
    const reasonKey = state.signals.segmentId ?? '';
    const { text } = state.signals.values.utterance;
    for (const ready of utteranceRules) {
      const run = runs.get(ready.rule.id) ?? IDLE;
      // Corrected words match again, so that a card quotes what was said; words that no longer hold take nothing back.
      if (run.spent.get(reasonKey) === text || !ready.condition.holds(state.signals.values)) continue;
      drafts.push(draftOf(ready, state.signals, matchOf(ready, state.signals, reasonKey), atMs));
      runs.set(ready.rule.id, { ...run, spent: new Map(run.spent).set(reasonKey, text) });
    }
    return [{ ...state, runs, isUtterancePending: false }, drafts];
  }

  function lookAtStates(state: RulesState, dirty: ReadonlySet<string>, atMs: MediaMs): Step<RulesState, RuleDraft> {
    let runs: Map<string, RuleRun> | null = null;
    const drafts: RuleDraft[] = [];
    for (const ready of stateRules) {
      const run = state.runs.get(ready.rule.id) ?? IDLE;
      const isHolding = run.sinceMs !== null && run.match === null;
      if (!isHolding && !sharesAny(ready.reads, dirty)) continue;
      const [after, draft] = lookAtState(ready, run, state.signals, atMs);
      if (after === run) continue;
      runs ??= new Map(state.runs);
      runs.set(ready.rule.id, after);
      drafts.push(...draft);
    }
    return [runs ? { ...state, runs } : state, drafts];
  }

  function lookAtState(ready: ReadyRule, run: RuleRun, signals: RuleSignals, atMs: MediaMs): Step<RuleRun, RuleDraft> {
    const { id: ruleId, forMs } = ready.rule;
    if (!ready.condition.holds(signals.values)) {
      if (run.sinceMs === null) return stay(run);
      const cleared: RuleDraft[] = run.match
        ? [{ type: 'rule.cleared', atMs, ruleId, reasonKey: run.match.reasonKey }]
        : [];
      return [{ ...run, sinceMs: null, match: null }, cleared];
    }
    const sinceMs = run.sinceMs ?? atMs;
    if (atMs - sinceMs < forMs) return stay(run.sinceMs === null ? { ...run, sinceMs } : run);
    const reasonKey = run.match?.reasonKey ?? reasonKeyOf(ready, signals, sinceMs);
    const match = matchOf(ready, signals, reasonKey);
    const isNew = run.match
      ? isMateriallyNew(run.match, match, options.materialChangeRatio)
      : !run.spent.has(reasonKey);
    if (!isNew) return stay(run.sinceMs === null ? { ...run, sinceMs } : run);
    const spent = run.spent.has(reasonKey) ? run.spent : new Map(run.spent).set(reasonKey, '');
    return [{ sinceMs, match, spent }, [draftOf(ready, signals, match, atMs)]];
  }

  const initial = { signals, runs: new Map(), dirty: NOTHING_CHANGED, isUtterancePending: false };
  return { initial, step };
}

function sharesAny(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  for (const each of some) if (others.has(each)) return true;
  return false;
}

/** A question is its own reason; any other condition is one reason for as long as it holds without a break. */
function reasonKeyOf({ condition }: ReadyRule, { questionId }: RuleSignals, sinceMs: number): string {
  const isAboutQuestion = [...condition.reads].some((path) => path.startsWith('question.'));
  return isAboutQuestion && questionId !== null ? questionId : `since-${sinceMs}`;
}

const rulesOf = perPlaybook(readyRules);

export const rulesPipeline = machinePipeline({
  name: 'rules',
  consumes: RULE_SIGNAL_INPUTS,
  produces: ['rule.matched', 'rule.cleared'],
  latencyMs: 100,
  options: RulesOptions,
  machine: (context, options) => rulesMachine(rulesOf(context.playbook), initialSignals(context), options),
});
