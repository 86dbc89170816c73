// `sotto playbook check DIR`: every mistake with file, line, column and what was expected.

import { Command } from 'commander';
import { checkPlaybook } from '../playbooks/load.ts';
import { reportProblems } from '../playbooks/report.ts';

export function playbookCommand(): Command {
  const command = new Command('playbook').description('Work on playbooks.');
  command
    .command('check')
    .description('Check a playbook folder; exit code 1 where it has mistakes.')
    .argument('<dir>', 'folder with playbook.yaml')
    .action(async (directory: string) => {
      const { playbook, problems } = await checkPlaybook(directory);
      if (problems.length > 0) {
        process.stdout.write(reportProblems(problems));
        process.exitCode = 1;
        return;
      }
      if (!playbook) return;
      const { rules, keywords, competitors, scripts, cases, resources } = playbook;
      const phrases = keywords.reduce((sum, category) => sum + category.phrases.length, 0);
      process.stdout.write(
        `${directory}: valid; ${rules.length} rules, ${phrases} phrases in ${keywords.length} categories, ` +
          `${competitors.length} competitors, ${scripts.length} scripts, ${cases.length} cases, ${resources.length} resources\n`,
      );
    });
  return command;
}
