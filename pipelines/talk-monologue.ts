// Monologues while they last, and the longest. In: speech, ended turns. Out: monologue-ms about once a second, 0 at its
// end; longest-monologue-ms. Latency: none while it runs; a turn counts as the longest when turns.ts has settled it.
// Live, a stretch of the other side breaks a monologue once it is too long for a backchannel; turns.ts corrects the rest.

import type { ParticipantId } from '../engine/ids.ts';
import { type Step, stay } from '../engine/machine.ts';
import { HANGOVER_MS, type MetricDraft, sampled, type TalkInput, type TalkPart, type TalkTime } from './talk-time.ts';
import { areOpposed } from './turns-sides.ts';

export interface MonologueOptions {
  readonly monologueFromMs: number;
  readonly monologueEveryMs: number;
  readonly joinGapMs: number;
  readonly backchannelMs: number;
}

/** Invariants: `startsMs` is not empty and in order; `lastEndMs` is null while the last stretch goes on. */
interface Run {
  /** Beginnings of the speaker's stretches within the monologue. */
  readonly startsMs: readonly number[];
  readonly lastEndMs: number | null;
  /** The other side has said something: what the speaker says after the present stretch is another turn. */
  readonly isBroken: boolean;
  /** When it is told next; null while it has not been told. */
  readonly dueMs: number | null;
}
export interface MonologueState {
  readonly runs: ReadonlyMap<ParticipantId, Run>;
  /** Stretches that have broken the other side's runs already or are open and too short yet, by speech id. */
  readonly pending: ReadonlyMap<string, { readonly participantId: ParticipantId; readonly startMs: number }>;
  readonly longestMs: ReadonlyMap<ParticipantId, number>;
}
type MonologueStep = Step<MonologueState, MetricDraft>;

export function monologuePart(options: MonologueOptions): TalkPart<MonologueState> {
  function step(state: MonologueState, input: TalkInput, talk: TalkTime): MonologueStep {
    if (input.type === 'clock.ticked') return tell(breakByOpen(state, talk), talk);
    if (input.type === 'turn.ended') return onTurn(state, input, talk);
    if (input.type === 'speech.started') {
      const { participantId, startMs, speechId } = input;
      const pending = new Map(state.pending).set(speechId, { participantId, startMs });
      return stay(begin({ ...state, pending }, participantId, startMs));
    }
    if (input.type !== 'speech.ended') return stay(state);
    const { participantId, startMs, endMs, speechId } = input;
    const wasOpen = state.runs.get(participantId)?.lastEndMs === null;
    const pending = new Map(state.pending);
    pending.delete(speechId);
    const begun = wasOpen ? state : begin(state, participantId, startMs);
    const ended = withRun({ ...begun, pending }, participantId, (run) => ({ ...run, lastEndMs: endMs }));
    const isLong = endMs - startMs >= options.backchannelMs;
    const after = isLong ? breakOthers(ended, talk, participantId, startMs) : ended;
    // A segment arrives when it is over: its length is told once, for nobody could see it grow.
    return input.basis === 'segment' ? tell(after, talk) : stay(after);
  }

  function begin(state: MonologueState, participantId: ParticipantId, startMs: number): MonologueState {
    const run = state.runs.get(participantId);
    const isJoined = run && !run.isBroken && (run.lastEndMs === null || startMs - run.lastEndMs < options.joinGapMs);
    const next: Run = isJoined
      ? { ...run, startsMs: [...run.startsMs, startMs], lastEndMs: null }
      : { startsMs: [startMs], lastEndMs: null, isBroken: false, dueMs: run?.dueMs ?? null };
    return { ...state, runs: new Map(state.runs).set(participantId, next) };
  }

  /** Open stretches that have become too long for a backchannel. */
  function breakByOpen(state: MonologueState, talk: TalkTime): MonologueState {
    let next = state;
    for (const [speechId, { participantId, startMs }] of state.pending) {
      if (talk.nowMs - HANGOVER_MS - startMs < options.backchannelMs) continue;
      const pending = new Map(next.pending);
      pending.delete(speechId);
      next = breakOthers({ ...next, pending }, talk, participantId, startMs);
    }
    return next;
  }

  function breakOthers(state: MonologueState, talk: TalkTime, by: ParticipantId, atMs: number): MonologueState {
    let next = state;
    for (const id of state.runs.keys()) {
      if (areOpposed(talk.participants, id, by)) next = withRun(next, id, (run) => brokenAt(run, atMs));
    }
    return next;
  }

  function tell(state: MonologueState, talk: TalkTime): MonologueStep {
    const runs = new Map(state.runs);
    const drafts: MetricDraft[] = [];
    for (const [participantId, run] of state.runs) {
      const lengthMs = (run.lastEndMs ?? talk.nowMs - HANGOVER_MS) - (run.startsMs[0] ?? 0);
      const isOver = run.lastEndMs !== null && (run.isBroken || talk.nowMs - run.lastEndMs >= options.joinGapMs);
      const isTold = run.dueMs !== null;
      const isLong = lengthMs > options.monologueFromMs;
      const isDue = isLong && (isOver ? !isTold : talk.nowMs >= (run.dueMs ?? 0));
      const isToClear = isTold && (isOver || !isLong);
      if (isDue || isToClear) {
        const value = isDue ? lengthMs : 0;
        drafts.push(sampled(talk, { metric: 'monologue-ms', value, unit: 'ms', participantId }));
        runs.set(participantId, { ...run, dueMs: isDue ? talk.nowMs + options.monologueEveryMs : null });
      }
      if (isOver && !isDue) runs.delete(participantId);
    }
    return [{ ...state, runs }, drafts];
  }

  function onTurn(state: MonologueState, turn: TalkInput & { type: 'turn.ended' }, talk: TalkTime): MonologueStep {
    const { participantId, startMs, endMs } = turn;
    const next = withRun(state, participantId, (run) =>
      (run.startsMs[0] ?? 0) < endMs ? brokenAt(run, endMs - 1) : run,
    );
    const lengthMs = endMs - startMs;
    if (lengthMs <= (next.longestMs.get(participantId) ?? 0)) return stay(next);
    const longestMs = new Map(next.longestMs).set(participantId, lengthMs);
    return [{ ...next, longestMs }, [longest(talk, participantId, lengthMs)]];
  }

  return {
    initial: { runs: new Map(), pending: new Map(), longestMs: new Map() },
    step,
    flush(state, talk) {
      const told = [...state.runs].filter(([, run]) => run.dueMs !== null);
      return [
        ...told.map(([participantId]) =>
          sampled(talk, { metric: 'monologue-ms', value: 0, unit: 'ms', participantId }),
        ),
        ...[...state.longestMs].map(([id, lengthMs]) => longest(talk, id, lengthMs)),
      ];
    },
  };
}

/** Stretches that begin after the break are a run of their own; without any, the run ends with the present stretch. */
function brokenAt(run: Run, atMs: number): Run {
  const after = run.startsMs.filter((startMs) => startMs > atMs);
  if (after.length === run.startsMs.length) return run;
  return after.length > 0 ? { ...run, startsMs: after } : { ...run, isBroken: true };
}

function withRun(state: MonologueState, id: ParticipantId, change: (run: Run) => Run): MonologueState {
  const run = state.runs.get(id);
  return run ? { ...state, runs: new Map(state.runs).set(id, change(run)) } : state;
}

function longest(talk: TalkTime, participantId: ParticipantId, value: number): MetricDraft {
  return sampled(talk, { metric: 'longest-monologue-ms', value, unit: 'ms', participantId });
}
