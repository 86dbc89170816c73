// The two sounds of a call: the microphone, and what a shared tab or the system plays. What is refused is told by its kind.

/** `refused`: by the person or the browser. `missing`: no device. `busy`: another program holds it. `no-sound`: shared without sound. */
export type SourceRefusal = 'refused' | 'missing' | 'busy' | 'no-sound' | 'unsupported';
export type Source = { readonly stream: MediaStream } | { readonly refusal: SourceRefusal };

/** Echo is taken out, so that the customer's voice does not come again over the microphone; level and noise stay as they are. */
const MICROPHONE: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: false, autoGainControl: false };
/** The other side's sound as it is played. */
const SHARED: MediaTrackConstraints = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };

const REFUSALS: Readonly<Record<string, SourceRefusal>> = {
  NotAllowedError: 'refused',
  NotFoundError: 'missing',
  NotReadableError: 'busy',
};

export const canRecord = (): boolean => typeof navigator.mediaDevices?.getUserMedia === 'function';
export const canShareSound = (): boolean => typeof navigator.mediaDevices?.getDisplayMedia === 'function';

export function openMicrophone(): Promise<Source> {
  return opened(() => navigator.mediaDevices.getUserMedia({ audio: MICROPHONE }));
}

/** Browsers ask for a picture with it; it is stopped at once and never read. */
export async function openSharedSound(): Promise<Source> {
  if (!canShareSound()) return { refusal: 'unsupported' };
  const options = { video: true, audio: SHARED, systemAudio: 'include' } as DisplayMediaStreamOptions;
  const source = await opened(() => navigator.mediaDevices.getDisplayMedia(options));
  if ('refusal' in source) return source;
  if (source.stream.getAudioTracks().length === 0) {
    stopSource(source.stream);
    return { refusal: 'no-sound' };
  }
  for (const track of source.stream.getVideoTracks()) track.stop();
  return source;
}

export function stopSource(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

async function opened(ask: () => Promise<MediaStream>): Promise<Source> {
  try {
    return { stream: await ask() };
  } catch (error) {
    const name = error instanceof DOMException ? error.name : '';
    return { refusal: REFUSALS[name] ?? 'unsupported' };
  }
}
