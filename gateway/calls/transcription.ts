// How calls are transcribed in this process: by whom, in which language, what words to listen for, and who tells voices apart.

import type { Diarizer } from '../../engine/diarizer.ts';
import type { CallContext } from '../../engine/pipeline.ts';
import type { Playbook } from '../../engine/playbook.ts';
import type { Transcriber, TranscriptionLanguage } from '../../engine/transcriber.ts';

export interface Transcription {
  readonly transcriber: Transcriber;
  /** There is a diarizer. */
  readonly tellsVoicesApart: boolean;
  ofCall(context: CallContext): {
    readonly transcriber: Transcriber;
    readonly diarizer: Diarizer | undefined;
    readonly language: TranscriptionLanguage;
    readonly hotwords: readonly string[];
  };
  close(): Promise<void>;
}

/** `language`: the same for all calls; absent, each call's own. */
export function transcriptionBy(
  transcriber: Transcriber,
  language?: TranscriptionLanguage,
  diarizer?: Diarizer,
): Transcription {
  return {
    transcriber,
    tellsVoicesApart: diarizer !== undefined,
    async close() {
      await Promise.all([transcriber.close(), diarizer?.close()]);
    },
    ofCall: ({ started, playbook }) => ({
      transcriber,
      diarizer,
      language: language ?? { mode: 'fixed', language: started.language },
      hotwords: hotwordsOf(playbook),
    }),
  };
}

/** What begins a call that is transcribed here: with who tells voices apart, where the feed does not. */
export function withSpeakers<Started extends Pick<CallContext['started'], 'speakers'>>(
  started: Started,
  { tellsVoicesApart }: Transcription,
): Started {
  return tellsVoicesApart && started.speakers === undefined ? { ...started, speakers: 'diarizer' } : started;
}

/** Recognisers slow down or stray with long lists. */
const MOST_HOTWORDS = 100;

/** Names first, then what the playbook listens for: the words that recognisers miss and we need. */
function hotwordsOf(playbook: Playbook): readonly string[] {
  const names = playbook.competitors.flatMap(({ name, aliases }) => [name, ...aliases]);
  const phrases = playbook.keywords.flatMap(({ phrases }) => phrases.map(({ text }) => text));
  return [...new Set([...names, ...phrases])].slice(0, MOST_HOTWORDS);
}
