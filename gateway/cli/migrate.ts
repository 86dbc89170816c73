// `sotto migrate`: brings the store's schema up to date, or says what would be done.

import { Command } from 'commander';
import { readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import { openMigrations } from '../migrations.ts';

export function migrateCommand(): Command {
  return new Command('migrate')
    .description('Bring the schema of the store up to date. The server does so too when it starts.')
    .option('--dry-run', 'only say what would be done')
    .option('--data <dir>', 'folder of the embedded database (SOTTO_DATA_DIR)')
    .action(async (flags: { dryRun?: boolean; data?: string }) => {
      const config = readConfig({ SOTTO_DATA_DIR: flags.data });
      const report = await openMigrations(config, createLog(config.logLevel), { dryRun: flags.dryRun ?? false });
      process.stdout.write(report);
    });
}
