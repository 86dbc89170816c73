// A gateway that runs on loopback without auth: the people that it offers to try with, and a token of each.

import { EngineError } from '../../engine/errors.ts';
import { type DevelopmentPerson, SessionInfo, TokenReply } from '../protocol/rest.ts';

/** http: address of the gateway behind a ws: or http: address, without a path. */
export const originOf = (url: string): string => new URL(url.replace(/^ws/, 'http')).origin;

/** None where the gateway asks for tokens of its own. */
export async function developmentPeople(origin: string): Promise<readonly DevelopmentPerson[]> {
  return SessionInfo.parse(await answerOf(await fetch(`${origin}/v1/session`))).developmentIdentities;
}

export async function developmentTokens(origin: string): Promise<string[]> {
  const tokens = (await developmentPeople(origin)).map(async ({ personId }) => {
    const body = JSON.stringify({ personId });
    const headers = { 'content-type': 'application/json' };
    const reply = await fetch(`${origin}/v1/session/development`, { method: 'POST', headers, body });
    return TokenReply.parse(await answerOf(reply)).token;
  });
  return Promise.all(tokens);
}

/** The body of a reply that is well; throws `call.not-found` with the message of one that is not. */
export async function answerOf(response: Response): Promise<unknown> {
  const body: unknown = await response.json();
  if (response.ok) return body;
  const { message } = body as { message?: string };
  throw new EngineError('call.not-found', `${response.url} answered ${response.status}: ${message ?? ''}`);
}
