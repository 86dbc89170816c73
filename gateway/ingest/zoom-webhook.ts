// Zoom's webhook: the check of its address, and a stream that begins or stops; each signed with the app's secret token.
// developers.zoom.us/docs/api/webhooks: "v0=" + HMAC-SHA256 over "v0:timestamp:body", in hex.

import { z } from 'zod';
import { EngineError } from '../../engine/errors.ts';
import { vendorMessage } from './dialects/vendor-message.ts';
import { isSameHash, keyedHash } from './signatures/keyed-hash.ts';

const Stream = z.object({
  meeting_uuid: z.string().min(1),
  rtms_stream_id: z.string().min(1),
  server_urls: z.string().optional(),
});
/** `payload.object` in some versions, `payload` itself in others. */
const Webhook = z.object({
  event: z.string(),
  payload: z.looseObject({ plainToken: z.string().optional(), object: z.unknown().optional() }),
});

export interface ZoomWebhookRequest {
  readonly body: string;
  readonly signature: string | undefined;
  readonly timestamp: string | undefined;
}

export type ZoomNotice =
  | { readonly kind: 'validation'; readonly answer: { readonly plainToken: string; readonly encryptedToken: string } }
  | { readonly kind: 'started'; readonly meetingUuid: string; readonly streamId: string; readonly serverUrl: string }
  | { readonly kind: 'stopped'; readonly streamId: string }
  | { readonly kind: 'other' };

/** How old a notice may be, ms; as Zoom's samples have it. */
const TOLERANCE_MS = 300_000;

export function zoomWebhookSignature(secretToken: string, timestamp: string, body: string): string {
  return `v0=${keyedHash('sha256', secretToken, `v0:${timestamp}:${body}`).toString('hex')}`;
}

/** Throws `auth.invalid` where Zoom did not sign this, `input.schema` where it is not what Zoom sends. */
export function readZoomWebhook(request: ZoomWebhookRequest, secretToken: string, nowMs: number): ZoomNotice {
  const { body, signature = '', timestamp = '' } = request;
  const expected = zoomWebhookSignature(secretToken, timestamp, body);
  const isFresh = Math.abs(nowMs - Number(timestamp) * 1000) <= TOLERANCE_MS;
  if (!isFresh || !isSameHash(Buffer.from(expected), Buffer.from(signature))) {
    throw new EngineError(
      'auth.invalid',
      'x-zm-signature does not match this request, or it is older than five minutes',
    );
  }
  const { event, payload } = vendorMessage(Webhook, body);
  if (event === 'endpoint.url_validation' && payload.plainToken !== undefined) {
    const encryptedToken = keyedHash('sha256', secretToken, payload.plainToken).toString('hex');
    return { kind: 'validation', answer: { plainToken: payload.plainToken, encryptedToken } };
  }
  if (!/^(meeting|webinar)\.rtms_(started|stopped)$/.test(event)) return { kind: 'other' };
  const stream = Stream.safeParse(payload.object ?? payload);
  if (!stream.success) throw new EngineError('input.schema', 'payload: expected meeting_uuid and rtms_stream_id');
  const { meeting_uuid: meetingUuid, rtms_stream_id: streamId, server_urls: serverUrl } = stream.data;
  if (event.endsWith('stopped')) return { kind: 'stopped', streamId };
  if (serverUrl === undefined) throw new EngineError('input.schema', 'payload.server_urls: expected where to dial');
  return { kind: 'started', meetingUuid, streamId, serverUrl };
}

/** What both handshakes prove themselves with. */
export function zoomStreamSignature(
  app: { readonly clientId: string; readonly clientSecret: string },
  { meetingUuid, streamId }: { readonly meetingUuid: string; readonly streamId: string },
): string {
  return keyedHash('sha256', app.clientSecret, `${app.clientId},${meetingUuid},${streamId}`).toString('hex');
}
