// Zoom RTMS messages: what we read of theirs, and ours. msg_type 1–9 signalling, 12–13 keep-alive, 14 audio, 17 transcript.
// developers.zoom.us/docs/rtms/event-reference; zoom/rtms-samples RTMS_CONNECTION_FLOW.md.

import { z } from 'zod';
import { looseNumber, vendorMessage } from './vendor-message.ts';

export const ZOOM = {
  signalingResponse: 2,
  mediaResponse: 4,
  streamState: 8,
  sessionState: 9,
  keepAlive: 12,
  audio: 14,
  transcript: 17,
} as const;

const id = z.union([z.number(), z.string()]).transform(String);

const Content = z.object({
  user_id: id.optional(),
  user_name: z.string().nullish(),
  data: z.string(),
  timestamp: looseNumber,
  start_time: looseNumber.optional(),
  end_time: looseNumber.optional(),
});
export type ZoomContent = z.output<typeof Content>;

const Message = z.object({
  msg_type: looseNumber,
  status_code: looseNumber.optional(),
  reason: z.union([z.string(), z.number()]).nullish(),
  timestamp: looseNumber.optional(),
  state: looseNumber.optional(),
  media_server: z
    .object({ server_urls: z.object({ all: z.string().optional(), audio: z.string().optional() }) })
    .optional(),
  content: Content.optional(),
});
export type ZoomMessage = z.output<typeof Message>;

export const parseZoomMessage = (text: string): ZoomMessage => vendorMessage(Message, text);

/** What both handshakes carry; `signature` is HMAC-SHA256 of "client id,meeting,stream" (RFC 2104), in hex. */
export interface ZoomStream {
  readonly meetingUuid: string;
  readonly streamId: string;
  readonly signature: string;
}

const common = ({ meetingUuid, streamId, signature }: ZoomStream) => ({
  protocol_version: 1,
  meeting_uuid: meetingUuid,
  rtms_stream_id: streamId,
  signature,
});

export const signalingHello = (stream: ZoomStream): string =>
  JSON.stringify({ msg_type: 1, ...common(stream), sequence: 0 });

/** Audio (1) and transcript (8); L16, 16 kHz, mono, 20 ms. `isMixed`: all voices in one stream, else one a person. */
export const mediaHello = (stream: ZoomStream, isMixed: boolean): string =>
  JSON.stringify({
    msg_type: 3,
    ...common(stream),
    media_type: 1 | 8,
    payload_encryption: false,
    media_params: {
      audio: { content_type: 2, sample_rate: 1, channel: 1, codec: 1, data_opt: isMixed ? 1 : 2, send_rate: 20 },
      transcript: { content_type: 5 },
    },
  });

export const readyToReceive = ({ streamId }: ZoomStream): string =>
  JSON.stringify({ msg_type: 7, rtms_stream_id: streamId });

/** The answer to a keep-alive, on the socket on which it came; undefined for any other message. */
export function keepAliveAnswer(text: string): string | undefined {
  if (!/"msg_type"\s*:\s*12\b/.test(text)) return undefined;
  const message = parseZoomMessage(text);
  if (message.msg_type !== ZOOM.keepAlive) return undefined;
  return JSON.stringify({ msg_type: 13, timestamp: message.timestamp ?? 0 });
}
