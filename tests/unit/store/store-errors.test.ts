import { describe, expect, it } from 'vitest';
import { EngineError } from '../../../engine/errors.ts';
import { isRowRefused, storeError } from '../../../store/store-errors.ts';

const clickhouse = (code: string) => Object.assign(new Error('row: Ada said so'), { code, type: 'SOMETHING' });

describe('errors of the store', () => {
  it('are away for now, or refused, by the number of ClickHouse', () => {
    expect(storeError(clickhouse('241'), 'insert rows')).toMatchObject({ code: 'store.unavailable', retryable: true });
    expect(storeError(clickhouse('60'), 'run a query')).toMatchObject({ code: 'store.rejected', retryable: false });
  });

  it('are away for now where it was the network', () => {
    const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    expect(storeError(refused, 'run a query')).toMatchObject({ code: 'store.unavailable', cause: refused });
    expect(storeError(new Error('Timeout error.'), 'run a query').code).toBe('store.unavailable');
  });

  it('are busy where the embedded directory cannot be opened', () => {
    const taken = Object.assign(new Error('taken'), { code: 'CHDB_CONNECTION' });
    expect(storeError(taken, 'open').code).toBe('store.busy');
  });

  it('keep what ClickHouse quotes out of message and cause', () => {
    const error = storeError(clickhouse('27'), 'insert rows');
    expect(error.cause).toBeUndefined();
    expect(error.message).not.toContain('Ada');
    expect(error.details).toMatchObject({ clickhouseCode: '27', pii: { message: 'row: Ada said so' } });
  });

  it('are wrapped once', () => {
    const error = new EngineError('store.busy', 'busy');
    expect(storeError(error, 'run a query')).toBe(error);
  });

  it('tell rows that can never go in from statements that may later', () => {
    expect(isRowRefused(storeError(clickhouse('27'), 'insert rows'))).toBe(true);
    expect(isRowRefused(storeError(clickhouse('60'), 'insert rows'))).toBe(false);
    expect(isRowRefused(storeError(clickhouse('241'), 'insert rows'))).toBe(false);
  });
});
