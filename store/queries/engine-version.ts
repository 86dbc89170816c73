// Which ClickHouse answers.

import type { Store } from '../client.ts';

export interface EngineVersion {
  readonly engine: Store['engine'];
  readonly version: string;
}

export async function readEngineVersion(store: Store): Promise<EngineVersion> {
  const [row] = await store.query<{ version: string }>('SELECT version() AS version');
  return { engine: store.engine, version: row?.version ?? '' };
}
