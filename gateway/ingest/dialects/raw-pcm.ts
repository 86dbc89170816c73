// Vonage, Sinch, jambonz `listen` and LiveKit track egress: how each describes its PCM before it sends it.
// developer.vonage.com/voice/voice-api/concepts/websockets; developers.sinch.com voice-2.0 stream; docs.jambonz.org listen;
// docs.livekit.io/transport/media/ingress-egress/egress/track.

import { z } from 'zod';
import type { Role } from '../../../engine/events.ts';
import { type FeedSettings, withParameters } from './feed-settings.ts';
import { type PcmBegin, pcmStream } from './pcm-stream.ts';
import { looseNumber, looseParameters, vendorMessage } from './vendor-message.ts';

/** A line that carries whoever speaks; `voice` in the address names it where each leg has a socket of its own. */
const lineOf = (settings: FeedSettings) => [{ keys: [settings.given['voice'] ?? 'line'] }];

const VonageConnected = z.looseObject({ event: z.string().optional(), 'content-type': z.string() });

/** `headers` of the NCCO stand beside `event` and `content-type` in the first message. */
export const vonage = pcmStream({
  name: 'vonage',
  begin(before, text) {
    if (text === undefined) return undefined;
    const { event: _, 'content-type': contentType, ...headers } = vendorMessage(VonageConnected, text);
    const settings = withParameters(before, looseParameters.parse(headers));
    const sampleRateHz = Number(/rate=(\d+)/.exec(contentType)?.[1] ?? 16_000);
    return { settings, sampleRateHz, voices: lineOf(settings) };
  },
});

const SinchConnect = z.object({
  command: z.literal('connect'),
  callId: z.string(),
  sampleRate: looseNumber.default(8000),
  callHeaders: z
    .union([
      z.array(z.object({ key: z.string(), value: z.string() })).transform((all) => entriesOf(all)),
      looseParameters,
    ])
    .default({}),
});
const entriesOf = (all: readonly { key: string; value: string }[]): Record<string, string> =>
  Object.fromEntries(all.map(({ key, value }) => [key, value]));

/** Sinch sends audio only after `answer`. */
export const sinch = pcmStream({
  name: 'sinch',
  begin(before, text) {
    if (text === undefined) return undefined;
    const { callId, sampleRate: sampleRateHz, callHeaders } = vendorMessage(SinchConnect, text);
    const settings = withParameters(before, callHeaders);
    const reply = JSON.stringify({ command: 'answer' });
    return { settings, callKey: callId, sampleRateHz, voices: lineOf(settings), reply };
  },
});

const JambonzStart = z.object({
  callSid: z.string(),
  direction: z.string().optional(),
  sampleRate: looseNumber.default(8000),
  mixType: z.enum(['mono', 'stereo', 'mixed']).default('mono'),
  metadata: looseParameters,
});

/** Sides are told apart where a customer calls in; of a call that the platform placed nothing is presumed. */
export const jambonz = pcmStream({
  name: 'jambonz',
  begin(before, text) {
    if (text === undefined) return undefined;
    const start = vendorMessage(JambonzStart, text);
    const settings = withParameters(before, start.metadata);
    const { callSid: callKey, sampleRate: sampleRateHz } = start;
    return { settings, callKey, sampleRateHz, voices: jambonzVoices(settings, start) };
  },
});

function jambonzVoices(
  settings: FeedSettings,
  { mixType, direction }: z.output<typeof JambonzStart>,
): PcmBegin['voices'] {
  if (mixType === 'mixed') return lineOf(settings);
  const [caller, callee]: (Role | undefined)[] = direction === 'inbound' ? ['customer', 'rep'] : [];
  const first = { keys: ['caller'], role: caller };
  return mixType === 'mono' ? [first] : [first, { keys: ['callee'], role: callee }];
}

const LiveKitNote = z.looseObject({ muted: z.boolean().optional() });

/** One socket a track, told apart by the query alone: `callId` or `room`, and `participant` or `trackID`. */
export const livekit = pcmStream({
  name: 'livekit',
  begin(settings, text) {
    if (text !== undefined) return undefined;
    const { room, participant, trackID, name, sampleRate = '48000' } = settings.given;
    const keys = [participant, name, trackID].filter((key) => key !== undefined);
    const voices = keys.length === 0 ? lineOf(settings) : [{ keys, name }];
    return { settings, callKey: room, sampleRateHz: Number(sampleRate), voices };
  },
  isResumed: (text) => vendorMessage(LiveKitNote, text).muted === false,
});
