// Whose voices the utterances of one mixed channel hold. In: their audio, and what the meeting tool says of who speaks.
// Out: for each utterance its turns, once it is over. A voice that only the diarizer knows joins the call as
// `CHANNEL-PARTICIPANT-voice-N` in the role `unknown`. Latency: the diarizer's run after the end of the utterance.

import { joinSamples } from '../../engine/audio/pcm.ts';
import type { DiarizationStream } from '../../engine/diarizer.ts';
import { asEngineError, EngineError } from '../../engine/errors.ts';
import { ParticipantId } from '../../engine/ids.ts';
import type { MediaMs, MediaSpan } from '../../engine/media-time.ts';
import type { HeardVoices } from './heard-voices.ts';
import type { ToolSpeakers } from './tool-speakers.ts';

export interface MixedVoicesOptions {
  readonly sampleRateHz: number;
  /** Absent where only the tool can say who speaks. */
  readonly stream?: DiarizationStream | undefined;
  readonly tool: ToolSpeakers;
  /** The diarizer could not tell of one utterance; its words stay with the channel's participant. */
  readonly onFailed: (error: EngineError) => void;
}

/** Utterances that may wait for the diarizer; beyond it falls behind the call, and words would come ever later. */
const MOST_WAITING = 4;
/** No utterance is heard longer than this, ms: noise that never ends must not fill the memory. */
const LONGEST_MS = 120_000;

interface Utterance {
  readonly owner: ParticipantId;
  readonly settle: (voices: HeardVoices) => void;
  readonly parts: Float32Array[];
  startMs: MediaMs | undefined;
  samples: number;
}

export class MixedVoices {
  readonly #options: MixedVoicesOptions;
  readonly #joined = new Set<string>();
  #current: Utterance | undefined;
  #waiting = 0;

  constructor(options: MixedVoicesOptions) {
    this.#options = options;
  }

  /** False where nobody could tell voices apart: then words need not wait. */
  get canTell(): boolean {
    return this.#options.stream !== undefined || this.#options.tool.haveSpoken;
  }

  /** An utterance begins on the channel of `owner`. Resolves after its `end`, never rejects. */
  begin(owner: ParticipantId): Promise<HeardVoices> {
    this.#current?.settle(NOBODY);
    return new Promise((settle) => {
      this.#current = { owner, settle, parts: [], startMs: undefined, samples: 0 };
    });
  }

  /** `samples`: not changed afterwards by whoever gave them. */
  push(startMs: MediaMs, samples: Float32Array): void {
    const current = this.#current;
    if (!current || current.samples >= (LONGEST_MS * this.#options.sampleRateHz) / 1000) return;
    current.startMs ??= startMs;
    current.parts.push(samples);
    current.samples += samples.length;
  }

  end(span: MediaSpan): void {
    const current = this.#current;
    if (!current) return;
    this.#current = undefined;
    if (this.#options.tool.haveSpoken) current.settle(this.#options.tool.during(span));
    else void this.#ask(current).then(current.settle);
  }

  /** What waits is settled: nobody can be told. */
  close(): void {
    this.#current?.settle(NOBODY);
    this.#current = undefined;
  }

  async #ask({ owner, parts, startMs, samples }: Utterance): Promise<HeardVoices> {
    const { stream, onFailed } = this.#options;
    if (!stream || startMs === undefined) return NOBODY;
    if (this.#waiting >= MOST_WAITING) {
      onFailed(new EngineError('overload.inference', 'The diarizer cannot keep up.'));
      return NOBODY;
    }
    this.#waiting += 1;
    try {
      const turns = await stream.turnsOf(startMs, joinSamples(parts, samples));
      return { turns, nameOf: (voice) => this.#nameOf(owner, voice) };
    } catch (thrown) {
      onFailed(asEngineError(thrown, 'model.failed'));
      return NOBODY;
    } finally {
      this.#waiting -= 1;
    }
  }

  #nameOf(owner: ParticipantId, voice: number) {
    const participantId = ParticipantId.parse(`${owner.slice(0, 110)}-voice-${voice}`);
    const isNew = !this.#joined.has(participantId);
    this.#joined.add(participantId);
    return { participantId, isNew };
  }
}

const NOBODY: HeardVoices = {
  turns: [],
  nameOf: () => {
    throw new EngineError('defect.internal', 'a voice was named where none was heard');
  },
};
