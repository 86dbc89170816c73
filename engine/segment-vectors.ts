// Asks a sentence model what the rep's words mean, before they enter the merge: a pipeline cannot await. One that fails is
// not asked again in this call, which goes on without. Latency: the model's answer, by which the segment is held back.

import { asEngineError, type EngineError } from './errors.ts';
import type { EventDraft } from './events.ts';
import type { SegmentEmbedded } from './observations.ts';
import { type Participants, roleOf } from './participants.ts';
import type { Embedder } from './ports.ts';

/** Sentences under way from which a sender that can wait should. */
const HIGH_WATER = 8;

export class SegmentVectors {
  readonly #embedder: Embedder;
  readonly #onFailed: (error: EngineError) => void;
  #underWay = 0;
  #hasFailed = false;

  /** `onFailed` is called once at most. */
  constructor(embedder: Embedder, onFailed: (error: EngineError) => void) {
    this.#embedder = embedder;
    this.#onFailed = onFailed;
  }

  get isBehind(): boolean {
    return this.#underWay > HIGH_WATER;
  }

  /** Null at once where nothing is asked, and later where there is no answer. Never rejects. */
  ask(signal: EventDraft, people: Participants): Promise<SegmentEmbedded | null> | null {
    if (this.#hasFailed) return null;
    if (signal.type !== 'segment.finalized' && !(signal.type === 'segment.revised' && signal.isFinal)) return null;
    const text = signal.text.trim();
    if (text === '' || roleOf(people, signal.participantId) !== 'rep') return null;
    const { atMs, segmentId } = signal;
    return this.#vectorOf(text).then((vector) => vector && { type: 'segment.embedded', atMs, segmentId, vector });
  }

  async #vectorOf(text: string): Promise<Float32Array | null> {
    this.#underWay += 1;
    try {
      const [vector] = await this.#embedder.embed([text]);
      return vector ?? null;
    } catch (thrown) {
      if (!this.#hasFailed) this.#onFailed(asEngineError(thrown, 'model.failed'));
      this.#hasFailed = true;
      return null;
    } finally {
      this.#underWay -= 1;
    }
  }
}
