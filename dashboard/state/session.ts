// Who is looking at the page. On loopback without configuration the server offers development identities; otherwise a
// token is asked for.

import { computed, signal } from '@preact/signals';
import { ask, RestError, rememberToken, token } from './rest.ts';
import type { DevelopmentPerson, Identity, SessionInfo } from './wire.ts';

export type Session =
  | { readonly kind: 'asking' }
  | { readonly kind: 'known'; readonly identity: Identity; readonly transcriber: string | null }
  | { readonly kind: 'unknown'; readonly offers: readonly DevelopmentPerson[]; readonly refused: boolean }
  | { readonly kind: 'failed'; readonly error: RestError };

export const session = signal<Session>({ kind: 'asking' });
export const identity = computed(() => (session.value.kind === 'known' ? session.value.identity : null));

/** Calls are for reps and coaches; an operator who is neither begins elsewhere. */
export const opensCalls = computed(
  () => identity.value?.roles.some((role) => role === 'rep' || role === 'coach') === true,
);
export const isOperator = computed(() => identity.value?.roles.includes('operator') === true);

/** Feeds must bring their own words: the server makes none. */
export const isWithoutTranscriber = computed(
  () => session.value.kind === 'known' && session.value.transcriber === null,
);

export async function readSession(): Promise<void> {
  session.value = await askSession();
}

export async function becomeDevelopmentIdentity(personId: string): Promise<void> {
  const given = await ask<{ token: string }>('/v1/session/development', { method: 'POST', body: { personId } });
  rememberToken(given.token);
  await readSession();
}

export async function signInWith(given: string): Promise<void> {
  rememberToken(given.trim());
  await readSession();
}

export async function signOut(): Promise<void> {
  rememberToken(null);
  await readSession();
}

async function askSession(): Promise<Session> {
  try {
    return sessionOf(await ask<SessionInfo>('/v1/session'), false);
  } catch (error) {
    if (!(error instanceof RestError)) throw error;
    if (error.status !== 401) return { kind: 'failed', error };
    const refused = token.value !== null;
    rememberToken(null);
    return withoutToken(refused);
  }
}

/** The token was refused: ask again as nobody, to learn which identities are offered. */
async function withoutToken(refused: boolean): Promise<Session> {
  try {
    return sessionOf(await ask<SessionInfo>('/v1/session'), refused);
  } catch {
    return { kind: 'unknown', offers: [], refused };
  }
}

function sessionOf({ identity, developmentIdentities, transcriber }: SessionInfo, refused: boolean): Session {
  return identity
    ? { kind: 'known', identity, transcriber }
    : { kind: 'unknown', offers: developmentIdentities, refused };
}
