// `--roles rep,customer` as a list of roles, one per audio channel.

import { EngineError } from '../../engine/errors.ts';
import { Role } from '../../engine/events.ts';

export function parseRoles(text: string | undefined): Role[] | undefined {
  return text?.split(',').map((name) => {
    const role = Role.safeParse(name.trim());
    if (role.success) return role.data;
    throw new EngineError('input.config', `--roles: '${name.trim()}'; expected ${Role.options.join(', ')}`);
  });
}
