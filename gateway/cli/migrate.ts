// `sotto migrate`: brings the store's schema up to date, or says what would be done.

import { Command } from 'commander';
import { migrateStore } from '../../store/client.ts';
import { storeOptions } from '../compose.ts';
import { readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import { wallClock } from '../wall-clock.ts';

export function migrateCommand(): Command {
  return new Command('migrate')
    .description('Bring the schema of the store up to date. The server does so too when it starts.')
    .option('--dry-run', 'only say what would be done')
    .option('--data <dir>', 'folder of the embedded database (SOTTO_DATA_DIR)')
    .action(async (flags: { dryRun?: boolean; data?: string }) => {
      const config = readConfig({ SOTTO_DATA_DIR: flags.data });
      const dryRun = flags.dryRun ?? false;
      const options = storeOptions(config, wallClock(), createLog(config.logLevel));
      const { applied, fromVersion } = await migrateStore(options, dryRun);
      const verb = dryRun ? 'would apply' : 'applied';
      const lines = applied.map((name) => `${verb} ${name}\n`).join('');
      process.stdout.write(lines === '' ? `up to date at version ${fromVersion}\n` : lines);
    });
}
