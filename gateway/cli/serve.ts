// `sotto serve`: config → compose → listen → drain.

import { Command } from 'commander';
import { compose } from '../compose.ts';
import { describeConfig, readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import { startNotes } from './start-notes.ts';

export function serveCommand(): Command {
  return new Command('serve')
    .description('Run the gateway, the pipelines, the store and the page in one process.')
    .option('--port <n>', 'port to listen on; 0 takes a free one (PORT)')
    .option('--host <address>', 'address to listen on; other than loopback asks for auth (SOTTO_HOST)')
    .option('--data <dir>', 'folder of the embedded database and the spool (SOTTO_DATA_DIR)')
    .addHelpText('after', () => `\n${describeConfig()}\n`)
    .action(serve);
}

interface ServeFlags {
  readonly port?: string;
  readonly host?: string;
  readonly data?: string;
}

async function serve(flags: ServeFlags): Promise<void> {
  const config = readConfig({ PORT: flags.port, SOTTO_HOST: flags.host, SOTTO_DATA_DIR: flags.data });
  const log = createLog(config.logLevel);
  const running = await compose(config, log);
  log.info({ url: running.url, store: running.store.engine, auth: running.access.mode }, 'Sotto is listening');
  process.stderr.write(`\n  Sotto is listening on ${running.url}\n  Open it in a browser; Ctrl-C stops it.\n\n`);
  for (const note of startNotes(config, running.access.mode)) process.stderr.write(`  ${note}\n\n`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  log.info({}, 'draining: live calls are ended and stored');
  await running.stop('server stopped');
  process.exit(0);
}
