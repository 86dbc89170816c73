// `sotto replay FILE --url ws://…`: a recorded call over the socket, as a meeting tool would send it.

import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { EngineError } from '../../engine/errors.ts';
import { eventLine } from '../../engine/event-line.ts';
import { CallId } from '../../engine/ids.ts';
import { fetchLog } from '../client/fetch-log.ts';
import { replayCall } from '../client/replay-call.ts';
import { readRecordedCall } from '../recorded/read-recorded-call.ts';
import type { RecordedCall } from '../recorded/recorded-call.ts';
import { cutAudioText } from './cut-audio.ts';
import { createProgress } from './progress.ts';
import { ownedCall } from './rep-of-call.ts';
import { parseRoles } from './roles.ts';

interface ReplayFlags {
  readonly url: string;
  readonly speed: string;
  readonly frame: string;
  readonly token?: string;
  readonly roles?: string;
  readonly rep?: string;
  readonly callId?: string;
  readonly out?: string;
  readonly language: string;
}

export function replayCommand(): Command {
  return new Command('replay')
    .description('Send a recorded call over the ingest socket, as a meeting tool would.')
    .argument('<file>', 'recorded call: NAME.jsonl, or a bare WAV or FLAC file')
    .option('--url <url>', 'address of the gateway', 'ws://127.0.0.1:8787')
    .option('--speed <n>', 'media seconds per second; 0 sends as fast as the gateway takes it', '1')
    .option('--frame <ms>', 'length of the audio frames, 10 to 200 ms', '100')
    .option('--token <jwt>', 'token with the role ingest; not needed on loopback without auth')
    .option('--roles <list>', 'roles of the channels of a bare audio file')
    .option('--rep <person>', 'whose call it is: personId of its rep; without auth, somebody to try with')
    .option('--language <tag>', 'language of a bare audio file, BCP 47', 'en')
    .option('--call-id <id>', 'another id for the call, to send the same file again')
    .option('--out <file>', 'when it is stored, fetch the event log and write it, one JSON object a line')
    .action(replay);
}

async function replay(file: string, flags: ReplayFlags): Promise<void> {
  const roles = parseRoles(flags.roles);
  const read = await readRecordedCall(file, { ...(roles ? { roles } : {}), language: flags.language });
  process.stderr.write(cutAudioText(file, read));
  const named = flags.callId === undefined ? read : withCallId(read, flags.callId);
  const { call, note } = await ownedCall(named, flags);
  process.stderr.write(note);
  const progress = createProgress('sending');
  const seq = await replayCall({
    url: flags.url,
    token: flags.token,
    call,
    speed: numberIn('--speed', flags.speed, 0, 1_000),
    frameMs: numberIn('--frame', flags.frame, 10, 200),
    onProgress: progress.report,
    onRefused: (code, message) => process.stderr.write(`\nrefused: ${message} (${code})\n`),
    onCut: () => process.stderr.write(`\n${flags.url} does not answer; trying again for about a minute\n`),
    onReconnected: () => process.stderr.write('\nreconnected; going on where the gateway stands\n'),
  });
  progress.end();
  const { callId } = call.started;
  process.stdout.write(`${callId}: stored, ${seq} events\n`);
  if (flags.out) {
    const log = await fetchLog({ url: flags.url, token: flags.token, callId });
    await writeFile(flags.out, log.map((event) => `${eventLine(event)}\n`).join(''));
  }
}

function withCallId(call: RecordedCall, id: string): RecordedCall {
  return { ...call, started: { ...call.started, callId: CallId.parse(id) } };
}

function numberIn(flag: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= min && value <= max) return value;
  throw new EngineError('input.config', `${flag}: '${text}'; expected a number from ${min} to ${max}`);
}
