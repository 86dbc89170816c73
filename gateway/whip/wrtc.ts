// The part of `@roamhq/wrtc` that is used, and the one place that loads it. Its native library comes as an npm package per
// platform (linux x64/arm64, macOS, Windows x64); elsewhere loading throws.

export interface AudioData {
  readonly samples: Int16Array;
  readonly sampleRate: number;
  readonly channelCount?: number;
}
export interface AudioSink {
  ondata: ((data: AudioData) => void) | null;
  stop(): void;
}
export interface Wrtc {
  readonly RTCPeerConnection: new (configuration: RTCConfiguration) => RTCPeerConnection;
  readonly nonstandard: { readonly RTCAudioSink: new (track: MediaStreamTrack) => AudioSink };
}

/** Rejects with the library's own words where the platform has no binary. */
export async function loadWrtc(): Promise<Wrtc> {
  const loaded = (await import('@roamhq/wrtc')) as unknown as { readonly default: Wrtc };
  return loaded.default;
}
