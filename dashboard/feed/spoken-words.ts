// The browser's own speech recognition, where it has one, as segments of the rep: partial results first, then the final one.
// Times are those at which results came, by the recording's clock; the browser tells no others. Off unless asked for.

import type { FeedEventInput } from '../../gateway/protocol/ingest.ts';

interface Recognised {
  readonly isFinal: boolean;
  readonly [index: number]: { readonly transcript: string; readonly confidence: number } | undefined;
}
interface Recognition {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  onresult: ((event: { resultIndex: number; results: ArrayLike<Recognised> }) => void) | null;
  onend: (() => void) | null;
  start(): void;
  stop(): void;
}
type RecognitionClass = new () => Recognition;

/** A result may not begin longer before it is first heard of, ms. */
const BEGAN_BEFORE_MS = 800;

export function canRecognise(): boolean {
  return recognitionClass() !== undefined;
}

/** Returns what stops it. `nowMs`: the recording's media time. */
export function recogniseWords(
  languageTag: string,
  nowMs: () => number,
  send: (event: FeedEventInput) => void,
): () => void {
  const Recognises = recognitionClass();
  if (!Recognises) return () => {};
  const recognition = new Recognises();
  let isWanted = true;
  let segments = 0;
  let round = 0;
  const open = new Map<string, { segmentId: string; startMs: number; revision: number }>();
  Object.assign(recognition, { lang: languageTag, continuous: true, interimResults: true });
  recognition.onresult = ({ resultIndex, results }) => {
    for (let at = resultIndex; at < results.length; at++) {
      const result = results[at];
      const text = result?.[0]?.transcript.trim();
      if (!result || !text) continue;
      const key = `${round}-${at}`;
      const endMs = Math.round(nowMs());
      const segment = open.get(key) ?? {
        segmentId: `browser-${++segments}`,
        startMs: Math.max(0, endMs - BEGAN_BEFORE_MS),
        revision: 0,
      };
      open.set(key, { ...segment, revision: segment.revision + 1 });
      const words = { participantId: 'rep', segmentId: segment.segmentId, startMs: segment.startMs, endMs, text };
      send(
        result.isFinal
          ? { type: 'segment.finalized', ...words }
          : { type: 'segment.revised', ...words, revision: segment.revision, isFinal: false },
      );
    }
  };
  // Browsers end it after a silence; it goes on as long as it is wanted.
  recognition.onend = () => {
    round += 1;
    if (isWanted) recognition.start();
  };
  recognition.start();
  return () => {
    isWanted = false;
    recognition.stop();
  };
}

function recognitionClass(): RecognitionClass | undefined {
  const found = globalThis as { SpeechRecognition?: RecognitionClass; webkitSpeechRecognition?: RecognitionClass };
  return found.SpeechRecognition ?? found.webkitSpeechRecognition;
}
