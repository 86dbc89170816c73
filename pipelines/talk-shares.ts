// Who talks how much, and when nobody does. In: the running account of speech. Out: speech-ms, talk-ratio, dead-air-ms.
// Latency: none; dead air shows after 3 s of it. Source: docs/metrics.md, talk ratio and dead air.

import type { ParticipantId } from '../engine/ids.ts';
import { type Step, stay } from '../engine/machine.ts';
import {
  isSpeaking,
  type MetricDraft,
  sampled,
  spokenBy,
  spokenMs,
  type TalkInput,
  type TalkPart,
  type TalkTime,
} from './talk-time.ts';

export interface SharesOptions {
  readonly sampleEveryMs: number;
  readonly deadAirFromMs: number;
  readonly deadAirEveryMs: number;
}

/** Invariant: `deadAirDueMs` is null unless dead air has been reported and not yet ended. */
export interface SharesState {
  readonly toldMs: ReadonlyMap<ParticipantId, number>;
  readonly toldRatio: number | null;
  readonly sampleDueMs: number;
  readonly deadAirDueMs: number | null;
}

export function sharesPart(options: SharesOptions): TalkPart<SharesState> {
  function step(state: SharesState, input: TalkInput, talk: TalkTime): Step<SharesState, MetricDraft> {
    if (input.type === 'speech.ended') return tellShares(state, talk, [input.participantId]);
    if (input.type === 'speech.started') return endDeadAir(state, talk);
    if (input.type !== 'clock.ticked') return stay(state);
    const [told, shares] = talk.nowMs >= state.sampleDueMs ? onSample(state, talk) : stay(state);
    const [next, silence] = tellDeadAir(told, talk);
    return [next, [...shares, ...silence]];
  }

  function onSample(state: SharesState, talk: TalkTime): Step<SharesState, MetricDraft> {
    const due = { ...state, sampleDueMs: state.sampleDueMs + options.sampleEveryMs };
    return tellShares(due, talk, [...talk.spoken.keys()]);
  }

  function tellDeadAir(state: SharesState, talk: TalkTime): Step<SharesState, MetricDraft> {
    const silentFromMs = silenceStart(talk);
    if (silentFromMs === null) return stay(state);
    const dueMs = state.deadAirDueMs ?? silentFromMs + options.deadAirFromMs;
    if (talk.nowMs < dueMs) return stay(state);
    const value = talk.nowMs - silentFromMs;
    const draft = sampled(talk, { metric: 'dead-air-ms', value, unit: 'ms' });
    return [{ ...state, deadAirDueMs: dueMs + options.deadAirEveryMs }, [draft]];
  }

  return {
    initial: { toldMs: new Map(), toldRatio: null, sampleDueMs: options.sampleEveryMs, deadAirDueMs: null },
    step,
    flush(state, talk) {
      const [told, silence] = endDeadAir(state, talk);
      const fresh = { ...told, toldMs: new Map(), toldRatio: null };
      return [...silence, ...tellShares(fresh, talk, [...talk.spoken.keys()])[1]];
    },
  };
}

/** Only what has changed is told again. */
function tellShares(state: SharesState, talk: TalkTime, who: readonly ParticipantId[]): Step<SharesState, MetricDraft> {
  const changed = who.filter((id) => spokenMs(talk, id) !== state.toldMs.get(id));
  const toldMs = new Map(state.toldMs);
  const drafts = changed.map((participantId) => {
    const value = spokenMs(talk, participantId);
    toldMs.set(participantId, value);
    return sampled(talk, { metric: 'speech-ms', value, unit: 'ms', participantId });
  });
  const repMs = spokenBy(talk, (role) => role === 'rep');
  const bothMs = repMs + spokenBy(talk, (role) => role === 'customer');
  const ratio = bothMs === 0 ? null : repMs / bothMs;
  if (ratio === null || ratio === state.toldRatio) return [{ ...state, toldMs }, drafts];
  // A minute of talk is enough for a share; in the first seconds it says little.
  const share = sampled(talk, { metric: 'talk-ratio', value: ratio, unit: 'ratio', support: bothMs / 60_000 });
  return [{ ...state, toldMs, toldRatio: ratio }, [...drafts, share]];
}

function endDeadAir(state: SharesState, talk: TalkTime): Step<SharesState, MetricDraft> {
  if (state.deadAirDueMs === null) return stay(state);
  return [{ ...state, deadAirDueMs: null }, [sampled(talk, { metric: 'dead-air-ms', value: 0, unit: 'ms' })]];
}

/** Null while somebody speaks, before anybody has, and where silence is not known until segments arrive. */
function silenceStart(talk: TalkTime): number | null {
  if (talk.hasSegments || talk.spoken.size === 0) return null;
  let lastMs = 0;
  for (const [id, { coveredToMs }] of talk.spoken) {
    if (isSpeaking(talk, id)) return null;
    lastMs = Math.max(lastMs, coveredToMs);
  }
  return lastMs;
}
