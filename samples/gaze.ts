// Where somebody looked while slides were on. In: a script's looks, where its lines lie. Out: gaze messages, and what is true
// of each showing. Eye trackers are not that steady; the shares of time are what a reader of gaze has to find.

import type { Message } from './message.ts';
import type { CallScript, Look, ScriptRegion } from './scripts/script.ts';

const SAMPLE_EVERY_MS = 100;
const SAMPLES_PER_MESSAGE = 10;
/** A corner that no region reaches. */
const BESIDE = { x: 0.9, y: 0.9 };

interface Showing {
  readonly slideId: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly region: ScriptRegion;
  readonly looks: readonly Look[];
}

/** `events`: what the meeting tool reports of slides, by rising time. */
export function showingsOf({ gaze = [] }: CallScript, events: readonly Message[]): Showing[] {
  return gaze.map(({ slideId, region, looks }) => {
    const at = events.findIndex((event) => event['slideId'] === slideId);
    const next = events.slice(at + 1).find(({ type }) => type === 'slide.shown' || type === 'slides.hidden');
    const [startMs, endMs] = [events[at]?.atMs, next?.atMs];
    if (startMs === undefined || endMs === undefined) throw new Error(`gaze: slide ${slideId} does not come and go`);
    return { slideId, startMs, endMs, region, looks };
  });
}

/** Batches of a second, each sent when its last sample was taken. */
export function gazeMessages(script: CallScript, showings: readonly Showing[]): Message[] {
  const { participantId } = script.people.customer;
  return showings.flatMap((showing) => {
    const times = Array.from(
      { length: Math.floor((showing.endMs - showing.startMs) / SAMPLE_EVERY_MS) },
      (_, at) => showing.startMs + at * SAMPLE_EVERY_MS,
    );
    const batches = Array.from({ length: Math.ceil(times.length / SAMPLES_PER_MESSAGE) }, (_, at) =>
      times.slice(at * SAMPLES_PER_MESSAGE, (at + 1) * SAMPLES_PER_MESSAGE),
    );
    return batches.map((batch) => {
      const samples = batch.map((atMs) => ({ atMs, ...placeAt(showing, atMs) }));
      return { type: 'gaze.sampled', atMs: batch.at(-1) ?? 0, participantId, slideId: showing.slideId, samples };
    });
  });
}

function placeAt(showing: Showing, atMs: number) {
  const { x, y, width, height } = showing.region;
  const at = lookAt(showing, atMs);
  if (at === 'away') return { x: null, y: null };
  return at === 'region' ? { x: x + width / 2, y: y + height / 2 } : BESIDE;
}

/** The last look lasts. */
function lookAt({ startMs, looks }: Showing, atMs: number): Look['at'] {
  let untilMs = startMs;
  for (const look of looks) {
    untilMs += look.ms;
    if (atMs < untilMs) return look.at;
  }
  return looks.at(-1)?.at ?? 'away';
}

/** Shares of the showing: on the slide at all, and on its key region. */
export function gazeTruth(showings: readonly Showing[]) {
  return showings.map((showing) => {
    const { slideId, startMs, endMs } = showing;
    const share = (isOn: (at: Look['at']) => boolean) => {
      const all = Array.from({ length: endMs - startMs }, (_, ms) => lookAt(showing, startMs + ms));
      return all.filter(isOn).length / all.length;
    };
    const gazeShare = share((at) => at !== 'away');
    return { slideId, startMs, endMs, gazeShare, keyReception: share((at) => at === 'region') };
  });
}
