// `sotto token`: signs a token with the configured secret.

import { Command } from 'commander';
import { EngineError } from '../../engine/errors.ts';
import { signToken } from '../auth/tokens.ts';
import { readConfig } from '../config.ts';
import { RoleName } from '../protocol/rest.ts';
import { wallClock } from '../wall-clock.ts';

interface TokenFlags {
  readonly person: string;
  readonly roles: string;
  readonly name?: string;
  readonly hours: string;
}

export function tokenCommand(): Command {
  return new Command('token')
    .description('Sign a token with SOTTO_AUTH_SECRET.')
    .requiredOption('--person <id>', 'who it is for: the id in the people file')
    .requiredOption('--roles <list>', `comma-separated: ${RoleName.options.join(', ')}`)
    .option('--name <name>', 'name to show')
    .option('--hours <n>', 'how long it is valid', '12')
    .action(async (flags: TokenFlags) => {
      const { secret } = readConfig().auth;
      if (secret === undefined) {
        throw new EngineError(
          'input.config',
          'set SOTTO_AUTH_SECRET, for example to the output of: openssl rand -base64 48',
        );
      }
      const token = await signToken(
        secret,
        {
          personId: flags.person,
          name: flags.name ?? flags.person,
          roles: rolesOf(flags.roles),
          expiresInMs: hoursOf(flags.hours) * 3_600_000,
        },
        wallClock().now(),
      );
      process.stdout.write(`${token}\n`);
    });
}

function rolesOf(text: string): RoleName[] {
  return text.split(',').map((name) => {
    const role = RoleName.safeParse(name.trim());
    if (role.success) return role.data;
    throw new EngineError('input.config', `--roles: '${name.trim()}'; expected ${RoleName.options.join(', ')}`);
  });
}

function hoursOf(text: string): number {
  const hours = Number(text);
  if (hours > 0 && hours <= 8_760) return hours;
  throw new EngineError('input.config', `--hours: '${text}'; expected a number above 0 and at most 8760`);
}
