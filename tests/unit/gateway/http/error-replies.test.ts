import { describe, expect, it } from 'vitest';
import { EngineError } from '../../../../engine/errors.ts';
import { asRequestError, errorBody } from '../../../../gateway/http/error-replies.ts';

describe('what is told of an error', () => {
  it('is all of it where they did something wrong, with who can where it is known', () => {
    const error = new EngineError('auth.forbidden', 'not your call', { details: { whoCan: 'the rep', pii: 'Alex' } });
    expect(errorBody(error)).toEqual({
      code: 'auth.forbidden',
      message: 'not your call',
      retryable: false,
      whoCan: 'the rep',
    });
  });

  it('is the meaning of its code where something of ours failed: no statements, no addresses', () => {
    const error = new EngineError('store.rejected', "SELECT secret FROM calls WHERE name = 'Alex'");
    expect(errorBody(error).message).toBe('ClickHouse refused the statement.');
  });

  it('is defect.internal for anything unknown, and nothing of what it was', () => {
    const error = asRequestError(new TypeError('x of undefined at /srv/sotto/secret.ts'));
    expect(errorBody(error)).toEqual({
      code: 'defect.internal',
      message: 'An invariant of the program was broken.',
      retryable: false,
    });
    expect(asRequestError('a string').code).toBe('defect.internal');
    expect(asRequestError(undefined).code).toBe('defect.internal');
  });
});
