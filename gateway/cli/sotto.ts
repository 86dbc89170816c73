// The command line: one file a command, each with --help. Exit codes: 0 done, 1 the work says no, 2 wrong usage, 3 failed.

import { Command } from 'commander';
import { FeedError } from '../../client/feed.ts';
import { EngineError } from '../../engine/errors.ts';
import { analyzeCommand } from './analyze.ts';
import { demoCommand } from './demo.ts';
import { eraseCommand } from './erase.ts';
import { migrateCommand } from './migrate.ts';
import { modelsCommand } from './models.ts';
import { playbookCommand } from './playbook.ts';
import { replayCommand } from './replay.ts';
import { serveCommand } from './serve.ts';
import { tokenCommand } from './token.ts';

const program = new Command('sotto')
  .description('Real-time conversation intelligence that you run yourself.')
  .version('0.1.0')
  .showHelpAfterError('(add --help for what can be given)')
  .exitOverride((exit) => {
    process.exit(exit.exitCode === 0 ? 0 : 2);
  });

for (const command of [
  serveCommand,
  demoCommand,
  replayCommand,
  analyzeCommand,
  migrateCommand,
  playbookCommand,
  eraseCommand,
  modelsCommand,
  tokenCommand,
]) {
  program.addCommand(command().copyInheritedSettings(program));
}

try {
  await program.parseAsync(process.argv);
} catch (thrown) {
  if (!(thrown instanceof EngineError || thrown instanceof FeedError)) throw thrown;
  process.stderr.write(`sotto: ${thrown.message} (${thrown.code})\n`);
  // Not exitCode: what a start that failed had opened by then would keep the process running.
  process.exit(thrown instanceof EngineError && thrown.kind === 'input' ? 2 : 3);
}
