// `sotto erase`: takes a call, or all calls of a participant, away for good. Through a running gateway with --url and the
// token of an operator; else directly, with the server stopped.

import { join } from 'node:path';
import { Command } from 'commander';
import { EngineError } from '../../engine/errors.ts';
import { openStore } from '../../store/client.ts';
import { openEventWriter } from '../../store/writer.ts';
import { eraseCalls } from '../calls/erase-calls.ts';
import { storeOptions } from '../compose.ts';
import { readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import { type EraseRequest, ErasureReport } from '../protocol/rest.ts';
import { openRecordings } from '../recordings/open-recordings.ts';
import { wallClock } from '../wall-clock.ts';

interface EraseFlags {
  readonly participant?: string;
  readonly call?: string;
  readonly yes?: boolean;
  readonly url?: string;
  readonly token?: string;
  readonly purpose?: string;
  readonly data?: string;
}

export function eraseCommand(): Command {
  return new Command('erase')
    .description('Take a call, or every call in which somebody took part, away for good. Without --yes: only say what.')
    .option('--call <id>', 'this call')
    .option('--participant <id>', 'every call in which this id took part, as participantId or personId')
    .option('--yes', 'do it')
    .option('--purpose <words>', 'why; goes to the audit log')
    .option('--url <url>', 'a running gateway, http://…; without it the server must be stopped')
    .option('--token <token>', 'token of an operator, for --url')
    .option('--data <dir>', 'folder of the embedded database (SOTTO_DATA_DIR)')
    .action(async (flags: EraseFlags) => {
      const request = requestOf(flags);
      const report = flags.url === undefined ? await eraseHere(request, flags) : await eraseThere(request, flags);
      process.stdout.write(reportText(report, request.isTrial === true));
    });
}

function requestOf({ call, participant, yes }: EraseFlags): EraseRequest {
  if ((call === undefined) === (participant === undefined)) {
    throw new EngineError('input.config', 'give either --call or --participant');
  }
  const isTrial = yes !== true;
  return call === undefined ? { participantId: participant ?? '', isTrial } : { callId: call, isTrial };
}

async function eraseThere(request: EraseRequest, { url, token, purpose }: EraseFlags): Promise<ErasureReport> {
  const response = await fetch(new URL('/v1/erasures', url), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(purpose === undefined ? {} : { 'x-purpose': purpose }),
    },
    body: JSON.stringify(request),
  });
  const body: unknown = await response.json();
  if (response.ok) return ErasureReport.parse(body);
  throw new EngineError('auth.forbidden', `${url} answered ${response.status}: ${(body as Error).message ?? ''}`);
}

async function eraseHere(request: EraseRequest, { data, purpose }: EraseFlags): Promise<ErasureReport> {
  const config = readConfig({ SOTTO_DATA_DIR: data });
  const [log, wall, spoolDir] = [createLog('warn'), wallClock(), join(config.dataDir, 'spool')];
  const store = await openStore(storeOptions(config, wall, log));
  const writer = await openEventWriter({ store, spoolDir, log });
  const recordings = await openRecordings(config, wall, log);
  try {
    const deps = {
      store,
      spoolDir,
      flush: () => writer.flush(),
      isLive: () => false,
      forget: () => {},
      removeRecording: (callId: string) => recordings.remove(callId),
    };
    return await eraseCalls(deps, request, { personId: 'command line', purpose });
  } finally {
    await recordings.stop();
    await writer.close();
    await store.close();
  }
}

function reportText({ calls, rows, recordingFiles, spoolLines }: ErasureReport, isTrial: boolean): string {
  const verb = isTrial ? 'would go' : 'gone';
  const tables = Object.entries(rows).map(([table, count]) => `  ${String(count).padStart(8)}  ${table}\n`);
  const files = isTrial ? '' : `${recordingFiles} files of recordings, ${spoolLines} lines of the spool\n`;
  const lines = calls.map((callId) => `  ${callId}\n`).join('');
  const again = isTrial && calls.length > 0 ? 'Add --yes to erase them.\n' : '';
  return `${calls.length} calls ${verb}\n${lines}${tables.join('')}${files}${again}`;
}
