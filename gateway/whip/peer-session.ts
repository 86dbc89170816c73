// One WebRTC peer inside the WebRTC process: an offer in, an answer out; then sound by track, placed in time, and its state.
// Sound leaves in frames of 20 ms: that is the latency it adds to the receiver's own buffer.

import type { IceServer, PeerSettings, PeerState } from './peer-protocol.ts';
import { WEBRTC_RATE_HZ } from './peer-protocol.ts';
import { withOpusOnly, withoutDtx } from './session-description.ts';
import { beginTrack, FRAME_SAMPLES, placeFrame, type TrackState } from './track-position.ts';
import type { AudioData, AudioSink, Wrtc } from './wrtc.ts';

export interface PeerSessionOptions {
  readonly wrtc: Wrtc;
  readonly settings: PeerSettings;
  /** Monotonic, ms. */
  readonly now: () => number;
  readonly onState: (state: PeerState) => void;
  readonly onAudio: (track: number, startSample: number, samples: Int16Array) => void;
  readonly onQuiet: (toSample: number) => void;
  readonly onMessage: (text: string) => void;
}

/** Longest wait for the gateway's own addresses, ms: they are known at once unless a STUN server does not answer. */
const GATHER_MS = 1_500;
/** Sound leaves in frames of so many samples: 20 ms. */
const SENT_SAMPLES = 2 * FRAME_SAMPLES;
/** So long nothing is heard on any track, ms, before the session's time goes on without sound. Longer than ICE needs to notice a cut. */
const QUIET_MS = 10_000;
const QUIET_STEP_MS = 500;

interface Track {
  readonly index: number;
  readonly receiver: RTCRtpReceiver;
  readonly sink: AudioSink;
  state: TrackState | undefined;
  pending: { startSample: number; samples: Int16Array[] } | undefined;
}

export class PeerSession {
  readonly #options: PeerSessionOptions;
  readonly #peer: RTCPeerConnection;
  readonly #tracks: Track[] = [];
  readonly #audioMids: string[] = [];
  /** When the first sound was heard, by `now`; its sample is number 0. */
  #zeroMs: number | undefined;
  #heardMs = 0;
  #quietToldMs = 0;
  #state: PeerState | undefined;

  constructor(options: PeerSessionOptions) {
    this.#options = options;
    const { iceServers, portRange } = options.settings;
    this.#peer = new options.wrtc.RTCPeerConnection({
      iceServers: iceServers.map(asRtcServer),
      bundlePolicy: 'max-bundle',
      ...(portRange ? { portRange } : {}),
    } as RTCConfiguration);
    this.#peer.ontrack = ({ track, receiver, transceiver }) => this.#addTrack(track, receiver, transceiver);
    this.#peer.onconnectionstatechange = () => this.#follow();
    this.#peer.ondatachannel = ({ channel }) => {
      channel.onmessage = ({ data }) => {
        if (typeof data === 'string') options.onMessage(data);
      };
    };
  }

  /** Resolves with the answer, the gateway's addresses in it. Rejects where the library refuses the offer. */
  async answer(sdp: string, audioMids: readonly string[]): Promise<string> {
    this.#audioMids.push(...audioMids);
    await this.#peer.setRemoteDescription({ type: 'offer', sdp: withOpusOnly(sdp) });
    for (const transceiver of this.#peer.getTransceivers()) {
      if (!audioMids.includes(transceiver.mid ?? '')) transceiver.direction = 'inactive';
    }
    await this.#peer.setLocalDescription(await this.#peer.createAnswer());
    await this.#gathered();
    return withoutDtx(this.#peer.localDescription?.sdp ?? '');
  }

  async addCandidate(candidate: string, mid: string): Promise<void> {
    await this.#peer.addIceCandidate({ candidate, sdpMid: mid });
  }

  close(): void {
    for (const track of this.#tracks) {
      track.sink.stop();
      this.#flush(track);
    }
    this.#peer.close();
    this.#tell('closed');
  }

  #gathered(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, GATHER_MS);
      const check = () => {
        if (this.#peer.iceGatheringState !== 'complete') return;
        clearTimeout(timer);
        resolve();
      };
      this.#peer.onicegatheringstatechange = check;
      check();
    });
  }

  #follow(): void {
    const { connectionState } = this.#peer;
    if (connectionState === 'connected' || connectionState === 'disconnected') this.#tell(connectionState);
    if (connectionState === 'failed' || connectionState === 'closed') this.close();
  }

  #tell(state: PeerState): void {
    if (this.#state === 'closed' || this.#state === state) return;
    this.#state = state;
    this.#options.onState(state);
  }

  #addTrack(media: MediaStreamTrack, receiver: RTCRtpReceiver, { mid }: RTCRtpTransceiver): void {
    const index = this.#audioMids.indexOf(mid ?? '');
    if (media.kind !== 'audio' || index < 0) return;
    const sink = new this.#options.wrtc.nonstandard.RTCAudioSink(media);
    const track: Track = { index, receiver, sink, state: undefined, pending: undefined };
    this.#tracks.push(track);
    sink.ondata = (data) => this.#take(track, data);
  }

  #take(track: Track, data: AudioData): void {
    const nowMs = this.#options.now();
    const playedAtMs = track.receiver.getSynchronizationSources()[0]?.timestamp;
    if (playedAtMs !== undefined) this.#zeroMs ??= nowMs;
    if (this.#zeroMs === undefined) return;
    const arrivedMs = nowMs - this.#zeroMs;
    const [next, placed] = placeFrame(track.state ?? beginTrack(arrivedMs), { arrivedMs, playedAtMs });
    track.state = next;
    if (placed.isHeard && data.sampleRate === WEBRTC_RATE_HZ) {
      this.#heardMs = nowMs;
      this.#keep(track, placed.startSample, asMono(data));
    } else {
      this.#flush(track);
      this.#passQuiet(nowMs, placed.startSample);
    }
  }

  #keep(track: Track, startSample: number, samples: Int16Array): void {
    const { pending } = track;
    if (pending && pending.startSample + pending.samples.length * FRAME_SAMPLES !== startSample) this.#flush(track);
    track.pending ??= { startSample, samples: [] };
    track.pending.samples.push(samples);
    if (track.pending.samples.length * FRAME_SAMPLES >= SENT_SAMPLES) this.#flush(track);
  }

  #flush(track: Track): void {
    const { pending } = track;
    track.pending = undefined;
    if (!pending) return;
    const whole = new Int16Array(pending.samples.length * FRAME_SAMPLES);
    for (const [at, samples] of pending.samples.entries()) whole.set(samples, at * FRAME_SAMPLES);
    this.#options.onAudio(track.index, pending.startSample, whole);
  }

  /** A sender that pauses says so by sending nothing while the connection stands; time goes on for it. */
  #passQuiet(nowMs: number, toSample: number): void {
    if (this.#state !== 'connected' || nowMs - this.#heardMs < QUIET_MS || nowMs - this.#quietToldMs < QUIET_STEP_MS)
      return;
    this.#quietToldMs = nowMs;
    this.#options.onQuiet(toSample);
  }
}

/** The library's buffer is its own; what is kept is a copy. */
function asMono({ samples, channelCount = 1 }: AudioData): Int16Array {
  if (channelCount === 1) return samples.slice();
  return Int16Array.from({ length: samples.length / channelCount }, (_, frame) => {
    let sum = 0;
    for (let channel = 0; channel < channelCount; channel++) sum += samples[frame * channelCount + channel] ?? 0;
    return Math.round(sum / channelCount);
  });
}

const asRtcServer = ({ urls, username, credential }: IceServer): RTCIceServer => ({
  urls,
  ...(username === undefined ? {} : { username }),
  ...(credential === undefined ? {} : { credential }),
});
