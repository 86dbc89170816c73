// Asks the server over HTTP. A refusal becomes a RestError that carries the code of the catalogue; pages tell errors
// apart by that code alone.

import { signal } from '@preact/signals';
import { keep, kept } from './preferences.ts';
import type { ErrorBody } from './wire.ts';

const TOKEN_KEY = 'sotto.token';

export const token = signal<string | null>(kept(TOKEN_KEY));

export function rememberToken(next: string | null): void {
  keep(TOKEN_KEY, next);
  token.value = next;
}

export class RestError extends Error {
  readonly code: string;
  readonly status: number;
  readonly retryable: boolean;
  constructor(body: ErrorBody, status: number) {
    super(body.message);
    this.code = body.code;
    this.status = status;
    this.retryable = body.retryable;
  }
}

/** Paths are below the page's own, so that the page also works behind a path of a proxy. */
export const addressOf = (path: string) => new URL(path.replace(/^\//, ''), document.baseURI);

export interface Asking {
  readonly method?: 'GET' | 'POST';
  readonly body?: unknown;
  readonly abort?: AbortSignal;
}

export async function ask<Answer>(path: string, { method = 'GET', body, abort }: Asking = {}): Promise<Answer> {
  const response = await fetch(addressOf(path), {
    method,
    headers: headers(body !== undefined),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(abort ? { signal: abort } : {}),
  }).catch((cause: unknown) => {
    if (abort?.aborted) throw cause;
    throw new RestError({ code: 'page.unreachable', message: String(cause), retryable: true }, 0);
  });
  if (response.ok) return (response.status === 204 ? undefined : await response.json()) as Answer;
  throw new RestError(await errorBody(response), response.status);
}

/** An answer that is no JSON, whole. */
export async function askBlob(path: string, abort: AbortSignal): Promise<Blob> {
  const response = await fetch(addressOf(path), { headers: headers(false), signal: abort });
  if (response.ok) return response.blob();
  throw new RestError(await errorBody(response), response.status);
}

function headers(hasBody: boolean): Record<string, string> {
  return {
    accept: 'application/json',
    ...(hasBody ? { 'content-type': 'application/json' } : {}),
    ...(token.value ? { authorization: `Bearer ${token.value}` } : {}),
  };
}

async function errorBody(response: Response): Promise<ErrorBody> {
  const given: Partial<ErrorBody> = await response.json().catch(() => ({}));
  const { code = 'page.unexpected', message = response.statusText, retryable = response.status >= 500 } = given;
  return { code, message, retryable };
}
