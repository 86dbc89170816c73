// One speaker of a real conversation as if they were the customer, all others our side. In: timed speaker turns. Out: the
// bins that the interest pipeline would make of them. Questions and arousal are not in timed turns; see join-calls.ts.

import { CallGraph } from '../../engine/call-graph.ts';
import type { CallEvent, EventDraft, Participant } from '../../engine/events.ts';
import type { CallId, ParticipantId } from '../../engine/ids.ts';
import { mediaMs } from '../../engine/media-time.ts';
import type { Observation } from '../../engine/observations.ts';
import { participantsOf } from '../../engine/participants.ts';
import type { CallContext } from '../../engine/pipeline.ts';
import { EMPTY_PLAYBOOK } from '../../engine/playbook.ts';
import { NO_BASELINES, POLICIES } from '../../engine/policy.ts';
import { NO_TEXT_MODELS } from '../../engine/ports.ts';
import {
  BIN_MS,
  type Bin,
  type BinInput,
  closeBin,
  countIn,
  customerOf,
  type OpenBin,
  openBin,
} from '../../pipelines/interest-bins.ts';
import { foldTalkTime, silentTalk, TALK_INPUTS, type TalkInput } from '../../pipelines/talk-time.ts';
import { turnsPipeline } from '../../pipelines/turns.ts';
import type { SpeakerTurn } from '../data/rttm.ts';

const TICK_MS = 500;
const VOICE_DELAY_MS = 96;
const HANGOVER_MS = 320;

/** Bins from the first speech of `customer` to the end. */
export function binsOf(turns: readonly SpeakerTurn[], customer: string): Bin[] {
  const log = signalsAndTurns(turns, customer);
  const id = customer as ParticipantId;
  let talk = silentTalk(participantsOf(peopleOf(turns, customer)));
  let open: OpenBin | null = null;
  let dueMs = BIN_MS;
  const bins: Bin[] = [];
  for (const signal of log) {
    if (isTalk(signal)) talk = foldTalkTime(talk, signal);
    if (signal.type === 'speech.started' && signal.participantId === id) open ??= openBin(talk, id);
    if (open && isCounted(signal) && customerOf(signal) === id) {
      open = { ...open, counts: countIn(open.counts, signal, talk) };
    }
    if (signal.type !== 'clock.ticked' || signal.atMs < dueMs) continue;
    dueMs += BIN_MS;
    if (!open) continue;
    bins.push(closeBin(open, talk, id));
    open = openBin(talk, id);
  }
  return bins;
}

type Signal = CallEvent | Observation;
const isTalk = (signal: Signal): signal is TalkInput => (TALK_INPUTS as readonly string[]).includes(signal.type);
const COUNTED: readonly string[] = ['backchannel.given', 'turn.ended', 'floor.transferred'];
const isCounted = (signal: Signal): signal is BinInput => COUNTED.includes(signal.type);

function peopleOf(turns: readonly SpeakerTurn[], customer: string): Participant[] {
  return [...new Set(turns.map(({ speaker }) => speaker))].map((speaker) => {
    return { participantId: speaker as ParticipantId, role: speaker === customer ? 'customer' : 'rep' };
  });
}

/** What pipelines would see, in order: voices, turns, ticks. */
function signalsAndTurns(turns: readonly SpeakerTurn[], customer: string): Signal[] {
  const seen: Signal[] = [];
  const callId = 'call' as CallId;
  const participants = peopleOf(turns, customer);
  const context: CallContext = {
    callId,
    started: { type: 'call.started', startedAt: '2026-01-01T00:00:00Z', language: 'en', participants },
    playbook: EMPTY_PLAYBOOK,
    policy: POLICIES.default,
    baselines: NO_BASELINES,
    textModels: NO_TEXT_MODELS,
  };
  let seq = 0;
  const graph = new CallGraph({
    definitions: [turnsPipeline],
    context,
    stamp: (draft) => {
      seq += 1;
      return { callId, seq, ...draft } as CallEvent;
    },
    onEvent: (event) => seen.push(event),
  });
  for (const input of inputsOf(turns)) {
    graph.push(input);
    if (input.type === 'clock.ticked') seen.push(input);
  }
  return seen;
}

function inputsOf(turns: readonly SpeakerTurn[]): (EventDraft | Extract<Observation, { type: 'clock.ticked' }>)[] {
  const voices = turns.flatMap(({ speaker, startMs, endMs }, at): EventDraft[] => {
    const voice = { participantId: speaker as ParticipantId, speechId: `s${at}`, startMs: mediaMs(startMs) };
    const basis = 'voice' as const;
    return [
      { type: 'speech.started', atMs: mediaMs(startMs + VOICE_DELAY_MS), ...voice, basis },
      {
        type: 'speech.ended',
        atMs: mediaMs(Math.max(startMs + VOICE_DELAY_MS, endMs + HANGOVER_MS)),
        ...voice,
        endMs: mediaMs(endMs),
        basis,
      },
    ];
  });
  const lastMs = Math.max(0, ...turns.map(({ endMs }) => endMs)) + 2_000;
  const ticks = Array.from({ length: Math.floor(lastMs / TICK_MS) }, (_, at) => {
    return { type: 'clock.ticked' as const, atMs: mediaMs((at + 1) * TICK_MS) };
  });
  return [...voices, ...ticks].sort((a, b) => a.atMs - b.atMs);
}
