// Identities to try the program with, on loopback and without configuration. Signed with a secret that is made for
// this process and forgotten with it.

import { randomBytes } from 'node:crypto';
import { EngineError } from '../../engine/errors.ts';
import type { WallMs } from '../../engine/media-time.ts';
import { type People, type Person, peopleOf } from './people.ts';
import { signToken } from './tokens.ts';

/** Sample calls name `alex-rivera` and `li-xiao` as their reps. */
const DEVELOPMENT_PEOPLE: readonly Person[] = [
  { id: 'alex-rivera', name: 'Alex Rivera', manager: 'morgan-chen', roles: ['rep'], language: 'en' },
  { id: 'li-xiao', name: '李晓', manager: 'morgan-chen', roles: ['rep'], language: 'zh' },
  { id: 'morgan-chen', name: 'Morgan Chen', roles: ['coach'], language: 'en' },
  { id: 'robin-hale', name: 'Robin Hale', roles: ['coach'], language: 'en' },
  { id: 'ana-analyst', name: 'Ana Duarte', roles: ['analyst'], language: 'en' },
  { id: 'otto-operator', name: 'Otto Lind', roles: ['operator', 'ingest'], language: 'en' },
];

const DAY_MS = 86_400_000;

export interface Development {
  readonly people: People;
  readonly secret: string;
  /** Rejects with `auth.forbidden` where nobody has this id. */
  tokenFor(personId: string, now: WallMs): Promise<string>;
}

/** With a people file its people are offered instead. */
export function createDevelopment(people: People = peopleOf(DEVELOPMENT_PEOPLE)): Development {
  const secret = randomBytes(32).toString('base64url');
  return {
    people,
    secret,
    async tokenFor(personId, now) {
      const person = people.find(personId);
      if (!person) throw new EngineError('auth.forbidden', 'there is no development identity with this personId');
      return signToken(secret, { personId, name: person.name, roles: person.roles, expiresInMs: DAY_MS }, now);
    },
  };
}
