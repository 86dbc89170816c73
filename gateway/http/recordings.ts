// The recording of a call: what there is, and its sound in ranges. The same door as for everything else of a call.

import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { EngineError } from '../../engine/errors.ts';
import { OPERATIONS } from '../protocol/openapi-operations.ts';
import { byteRange } from '../recordings/byte-range.ts';
import type { RecordingFile } from '../recordings/stored-recordings.ts';
import type { CallAccess } from './call-access.ts';
import type { HttpDeps } from './ports.ts';
import type { AddRoute } from './route.ts';

export function addRecordingRoutes(add: AddRoute, { recordings }: HttpDeps, access: CallAccess): void {
  add(OPERATIONS.getRecording, async ({ identity, params: { callId }, purpose }) => {
    await access.open(identity, callId, { resource: 'recording', purpose });
    const sheet = await recordings.sheetOf(callId);
    if (!sheet) return { isRecorded: false, durationMs: 0, channels: [], silenced: [] };
    const { durationMs, channels, silenced } = sheet;
    return { isRecorded: true, durationMs, channels, silenced };
  });

  add(OPERATIONS.getAudio, async ({ identity, params: { callId }, query, purpose, request, reply }) => {
    await access.open(identity, callId, { resource: 'audio', purpose });
    const file = await recordings.file(callId, query.channel ?? null);
    if (!file) throw new EngineError('recording.not-found', 'there is no recording of this call or channel');
    // A condition on the range cannot be checked: without a tag the whole is answered.
    const range = request.headers['if-range'] === undefined ? request.headers.range : undefined;
    return sound(file, range, reply);
  });
}

function sound(file: RecordingFile, header: string | undefined, reply: FastifyReply): Readable {
  const { sizeBytes } = file;
  const range = byteRange(header, sizeBytes);
  reply.header('accept-ranges', 'bytes');
  if (range.kind === 'unsatisfiable') {
    reply.header('content-range', `bytes */${sizeBytes}`);
    throw new EngineError('recording.range', `the recording has ${sizeBytes} bytes`);
  }
  const { from, to } = range.kind === 'part' ? range : { from: 0, to: sizeBytes };
  if (range.kind === 'part') reply.code(206).header('content-range', `bytes ${from}-${to - 1}/${sizeBytes}`);
  reply.header('content-length', to - from);
  return Readable.from(file.read(from, to));
}
