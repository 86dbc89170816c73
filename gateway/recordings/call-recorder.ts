// One call's audio and events in, its recording out when it has ended. The same timeline as the analysis uses makes gaps
// silence, so that a place in the file is a media time. A voice is kept only from when its notice is given, where that is
// asked for; before it there is silence.

import { join } from 'node:path';
import { channelTimeline, type TimelineState } from '../../engine/audio/channel-timeline.ts';
import type { TimelineInput, TimelineOutput } from '../../engine/audio/timeline-events.ts';
import type { CallEvent, Participant } from '../../engine/events.ts';
import type { Machine } from '../../engine/machine.ts';
import { mediaMs, sampleAtMediaMs, sampleIndex } from '../../engine/media-time.ts';
import { foldNotice, isNoticed, NOBODY_NOTICED, type Noticed } from '../../engine/notices.ts';
import { withReassigned } from '../../engine/participants.ts';
import { mergedSpans, type SilencedSpan, silencedBy } from './silenced-spans.ts';
import { WorkingAudio } from './working-audio.ts';

export interface RecordedChannel {
  readonly channel: number;
  readonly participantIds: readonly string[];
  readonly audio: WorkingAudio;
}

/** What there is to store when a call has ended. */
export interface EndedRecording {
  readonly callId: string;
  readonly sampleRateHz: number;
  readonly channels: readonly RecordedChannel[];
  readonly silenced: readonly SilencedSpan[];
}

export interface CallRecorderOptions {
  readonly callId: string;
  readonly sampleRateHz: number;
  readonly needsNotice: boolean;
  /** Folder for the time of the call, and a name for its files there. */
  readonly workingDir: string;
  readonly name: string;
  /** Called once, after `call.ended`; null where nothing may be kept. The files are the taker's to dispose of. */
  readonly onEnded: (recording: EndedRecording | null) => void;
}

interface Channel {
  readonly timeline: Machine<TimelineState, TimelineInput, TimelineOutput>;
  state: TimelineState;
  readonly audio: WorkingAudio;
  /** Something was kept, not only silence. */
  isKept: boolean;
}

/** So far one channel may lag behind another before its audio counts as missing, s. */
const LAG_S = 5;

export class CallRecorder {
  readonly #options: CallRecorderOptions;
  readonly #channels = new Map<number, Channel>();
  #participants: readonly Participant[] = [];
  #noticed: Noticed = NOBODY_NOTICED;
  #silenced: SilencedSpan[] = [];
  #isEnded = false;

  constructor(options: CallRecorderOptions) {
    this.#options = options;
  }

  /** As the session takes it; the samples are copied. */
  receiveAudio(channel: number, startSample: number, samples: readonly Float32Array[]): void {
    if (this.#isEnded) return;
    for (const [offset, each] of samples.entries()) {
      this.#step(channel + offset, { kind: 'frame', startSample: sampleIndex(startSample), samples: each.slice() });
      this.#advanceOthers(startSample + each.length);
    }
  }

  take(event: CallEvent): void {
    if (event.type === 'call.started') this.#participants = event.participants;
    if (event.type === 'participant.joined') {
      const { participant } = event;
      const others = this.#participants.filter((each) => each.participantId !== participant.participantId);
      this.#participants = [...others, participant];
    }
    if (event.type === 'participant.reassigned') this.#participants = withReassigned(this.#participants, event);
    if (event.type === 'notice.given') this.#noticed = foldNotice(this.#noticed, event);
    this.#silenced.push(...silencedBy(event));
    if (event.type === 'call.ended') this.#end(event.atMs);
  }

  #step(channel: number, input: TimelineInput): void {
    const opened = this.#channels.get(channel) ?? this.#open(channel);
    const [state, outputs] = opened.timeline.step(opened.state, input);
    opened.state = state;
    this.#keep(channel, opened, outputs);
  }

  /** A channel on which nothing comes is silent as long as the others go on. */
  #advanceOthers(reachedSample: number): void {
    const toSample = sampleIndex(reachedSample - this.#options.sampleRateHz * LAG_S);
    for (const [channel, { state }] of this.#channels) {
      if (state.nextSample < toSample) this.#step(channel, { kind: 'advance', toSample });
    }
  }

  #open(channel: number): Channel {
    const { sampleRateHz, workingDir, name } = this.#options;
    const timeline = channelTimeline({ sampleRateHz });
    const audio = new WorkingAudio(join(workingDir, `${name}-${channel}`));
    const opened = { timeline, state: timeline.initial, audio, isKept: false };
    this.#channels.set(channel, opened);
    return opened;
  }

  #keep(channel: number, opened: Channel, outputs: readonly TimelineOutput[]): void {
    const isAllowed = this.#mayKeep(channel);
    for (const output of outputs) {
      if (output.kind !== 'samples') continue;
      if (isAllowed) opened.audio.append(output.samples);
      else opened.audio.appendSilence(output.samples.length);
      opened.isKept ||= isAllowed;
    }
  }

  #mayKeep(channel: number): boolean {
    if (!this.#options.needsNotice || this.#noticed === 'all') return true;
    const voices = this.#voicesOf(channel);
    return voices.length > 0 && voices.every(({ participantId }) => isNoticed(this.#noticed, participantId));
  }

  #voicesOf(channel: number): readonly Participant[] {
    return this.#participants.filter((participant) => participant.channel === channel);
  }

  /** All channels end together, at the end of the call. */
  #end(atMs: number): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    const { callId, sampleRateHz, onEnded } = this.#options;
    const furthest = [...this.#channels.values()].map(({ state }) => state.furthestSample);
    const toSample = sampleIndex(Math.max(sampleAtMediaMs(mediaMs(atMs), sampleRateHz), ...furthest));
    for (const [channel, opened] of this.#channels) {
      this.#keep(channel, opened, opened.timeline.flush?.(opened.state) ?? []);
      opened.audio.appendSilence(Math.max(0, toSample - opened.audio.samples));
    }
    if (![...this.#channels.values()].some(({ isKept }) => isKept)) {
      for (const { audio } of this.#channels.values()) void audio.dispose();
      return onEnded(null);
    }
    const channels = [...this.#channels].map(([channel, { audio }]) => ({
      channel,
      audio,
      participantIds: this.#voicesOf(channel).map(({ participantId }) => participantId),
    }));
    onEnded({ callId, sampleRateHz, channels, silenced: mergedSpans(this.#silenced) });
  }
}
