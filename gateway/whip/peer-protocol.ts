// What the gateway and the WebRTC process say to each other. The process holds the peers; the gateway holds the calls.

export interface IceServer {
  readonly urls: string;
  readonly username?: string;
  readonly credential?: string;
}

export interface PeerSettings {
  readonly iceServers: readonly IceServer[];
  /** UDP ports that peers may use; absent, the system's own choice. */
  readonly portRange?: { readonly min: number; readonly max: number };
}

export type ToPeerProcess =
  | { readonly kind: 'offer'; readonly sessionId: string; readonly sdp: string; readonly settings: PeerSettings }
  | { readonly kind: 'candidate'; readonly sessionId: string; readonly candidate: string; readonly mid: string }
  | { readonly kind: 'close'; readonly sessionId: string };

/** `connected` comes again when a connection that was cut has healed. */
export type PeerState = 'connected' | 'disconnected' | 'closed';

export type FromPeerProcess =
  /** The native library is there; it was asked for when the process started. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'not-loaded'; readonly message: string }
  | { readonly kind: 'answer'; readonly sessionId: string; readonly sdp: string }
  | { readonly kind: 'refused'; readonly sessionId: string; readonly message: string }
  | { readonly kind: 'state'; readonly sessionId: string; readonly state: PeerState }
  /** `startSample` counts from the first sound of the session; `samples` are signed 16 bit, one channel, 48 kHz. */
  | {
      readonly kind: 'audio';
      readonly sessionId: string;
      readonly track: number;
      readonly startSample: number;
      readonly samples: Int16Array;
    }
  /** No track has been heard for a while although the connection stands: the session has come this far. */
  | { readonly kind: 'quiet'; readonly sessionId: string; readonly toSample: number }
  /** A text message of a data channel. */
  | { readonly kind: 'message'; readonly sessionId: string; readonly text: string };

export const WEBRTC_RATE_HZ = 48_000;
