// Recordings of this process: which calls are recorded, what is still being stored, and how old the oldest may grow.

import { createHash } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Policy } from '../../engine/policy.ts';
import type { Wall } from '../calls/live-call.ts';
import type { Log } from '../log.ts';
import type { StartCall } from '../protocol/ingest.ts';
import { CallRecorder, type EndedRecording } from './call-recorder.ts';
import type { RecordingStorage } from './recording-storage.ts';
import { StoredRecordings } from './stored-recordings.ts';

export interface RecordingsOptions {
  /** `asked`: calls whose start says `record: true`; `all`: all but those that say `record: false`. */
  readonly record: 'off' | 'asked' | 'all';
  readonly policy: Policy;
  readonly storage: RecordingStorage;
  readonly key?: Uint8Array | undefined;
  /** Folder for the time of a call; what an earlier process left in it is deleted. */
  readonly workingDir: string;
  /** Days that a recording is kept. */
  readonly days: number;
  readonly wall: Wall;
  readonly log: Log;
}

const DAY_MS = 86_400_000;
const SWEEP_EVERY_MS = 3_600_000;
/** Pauses before a recording that could not be stored is tried again, ms; after the last it is given up. */
const RETRY_MS = [1_000, 10_000, 60_000, 600_000];

export class Recordings {
  readonly stored: StoredRecordings;
  readonly #options: RecordingsOptions;
  readonly #storing = new Map<string, Promise<void>>();
  readonly #erased = new Set<string>();
  #cancelSweep: () => void = () => {};
  #isStopping = false;

  private constructor(options: RecordingsOptions) {
    this.#options = options;
    this.stored = new StoredRecordings(options);
  }

  static async open(options: RecordingsOptions): Promise<Recordings> {
    await mkdir(options.workingDir, { recursive: true });
    for (const name of await readdir(options.workingDir)) await rm(join(options.workingDir, name), { force: true });
    const recordings = new Recordings(options);
    recordings.#sweep();
    return recordings;
  }

  /** Undefined where this call is not recorded. */
  recorderFor({ callId, audio, record }: StartCall): CallRecorder | undefined {
    const { record: mode, policy, workingDir } = this.#options;
    if (!audio || mode === 'off' || (mode === 'asked' ? record !== true : record === false)) return undefined;
    return new CallRecorder({
      callId,
      sampleRateHz: audio.sampleRateHz,
      needsNotice: policy.recordingNeedsNotice,
      workingDir,
      name: createHash('sha256').update(callId).digest('hex').slice(0, 16),
      onEnded: (recording) => {
        if (recording) this.#storing.set(callId, this.#store(recording));
      },
    });
  }

  /** Also what is still being stored. How many files went. */
  async remove(callId: string): Promise<number> {
    this.#erased.add(callId);
    await this.#storing.get(callId);
    return this.stored.remove(callId);
  }

  /** Resolves when everything that ended is stored. */
  async settled(): Promise<void> {
    await Promise.all(this.#storing.values());
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#cancelSweep();
    await this.settled();
  }

  async #store(recording: EndedRecording): Promise<void> {
    const { log } = this.#options;
    const { callId } = recording;
    for (const pauseMs of [...RETRY_MS, null]) {
      try {
        if (!this.#erased.has(callId)) await this.stored.store(recording);
        log.info({ callId }, 'recording stored');
        break;
      } catch (err) {
        if (pauseMs === null || this.#isStopping) {
          log.error({ err, callId }, 'a recording could not be stored and is lost');
          break;
        }
        log.warn({ err, callId }, 'a recording could not be stored; trying again');
        await new Promise<void>((resolve) => void this.#options.wall.after(pauseMs, resolve));
      }
    }
    for (const { audio } of recording.channels) await audio.dispose();
    this.#storing.delete(callId);
  }

  /** Retention: now and every hour. */
  #sweep(): void {
    const { wall, days, log } = this.#options;
    this.stored.removeBefore(wall.now() - days * DAY_MS).then(
      (files) => (files > 0 ? log.info({ files }, 'recordings reached their age and were deleted') : undefined),
      (err: unknown) => log.error({ err }, 'old recordings could not be deleted; trying again in an hour'),
    );
    this.#cancelSweep = wall.after(SWEEP_EVERY_MS, () => this.#sweep());
  }
}
