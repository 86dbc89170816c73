// One message of the Media Streams family in, whichever way its vendor writes names; one shape out.
// Twilio writes streamSid, Telnyx stream_id, Exotel stream_sid; numbers come as strings.

import { z } from 'zod';
import { EngineError } from '../../../engine/errors.ts';
import { AudioFormat } from '../../protocol/ingest.ts';
import { looseNumber, looseParameters, vendorMessage } from './vendor-message.ts';

const snakeCase = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The object with its own keys in snake case; what lies deeper is left as it is. */
const snake = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess(
    (value) =>
      value !== null && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).map(([key, each]) => [snakeCase(key), each]))
        : value,
    schema,
  );

const MediaFormat = snake(
  z.object({ encoding: z.string().optional(), sample_rate: looseNumber.optional(), channels: looseNumber.optional() }),
);

const Start = snake(
  z.object({
    call_sid: z.string().optional(),
    call_control_id: z.string().optional(),
    tracks: z.array(z.string()).optional(),
    media_format: MediaFormat.optional(),
    custom_parameters: looseParameters,
  }),
);

const Media = snake(z.object({ track: z.string().default('inbound'), timestamp: looseNumber, payload: z.string() }));

const Message = snake(
  z.object({
    event: z.string(),
    sequence_number: looseNumber.optional(),
    stream_sid: z.string().optional(),
    stream_id: z.string().optional(),
    start: Start.optional(),
    media: Media.optional(),
  }),
);
export type MediaStreamMessage = z.output<typeof Message>;

export const parseMediaStreamMessage = (text: string): MediaStreamMessage => vendorMessage(Message, text);

const ENCODINGS: Readonly<Record<string, AudioFormat['encoding']>> = {
  'audio/x-mulaw': 'mulaw',
  pcmu: 'mulaw',
  'audio/x-alaw': 'alaw',
  pcma: 'alaw',
  l16: 'pcm_s16le',
  'audio/x-l16': 'pcm_s16le',
  'audio/x-raw': 'pcm_s16le',
  'raw/slin': 'pcm_s16le',
  // Where a vendor names how the payload is packed, it is raw samples.
  base64: 'pcm_s16le',
};

/** Throws `input.audio-format` where the vendor was asked for an encoding that is not read here. */
export function audioFormatOf(format: z.output<typeof MediaFormat> | undefined, fallback: string): AudioFormat {
  const said = format?.encoding ?? fallback;
  const encoding = ENCODINGS[said.toLowerCase()];
  const result = AudioFormat.safeParse({ encoding, sampleRateHz: format?.sample_rate ?? 8000 });
  if (encoding && result.success && (format?.channels ?? 1) === 1) return result.data;
  const found = `${said}, ${format?.sample_rate ?? 8000} Hz, ${format?.channels ?? 1} channel(s)`;
  throw new EngineError('input.audio-format', `${found}: set the stream to PCMU, PCMA or L16, one channel a track`);
}
