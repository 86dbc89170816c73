import { expect, it } from 'vitest';
import { createAuthenticator } from '../../../../gateway/auth/identity.ts';
import { peopleOf } from '../../../../gateway/auth/people.ts';

const asking = (isDevelopment: boolean) =>
  createAuthenticator({
    verifier: { verify: () => Promise.reject(new Error('not asked')) },
    people: () => peopleOf([{ id: 'alex-rivera', name: 'Alex Rivera', roles: ['rep'] }]),
    isDevelopment,
  }).authenticate(undefined);

it('a request without a token is told how to get one where no auth is configured', async () => {
  await expect(asking(true)).rejects.toMatchObject({
    code: 'auth.missing',
    message: expect.stringContaining('POST /v1/session/development gives a token for {"personId": "alex-rivera"}'),
  });
});

it('and of no such thing where auth is configured', async () => {
  await expect(asking(false)).rejects.toMatchObject({
    code: 'auth.missing',
    message: 'no token was given; send "Authorization: Bearer <token>"',
  });
});
