// Who read what for what purpose. Written before the read is answered: where this fails, the read must be refused.

import { randomUUID } from 'node:crypto';
import { wallTime } from '../call-facts.ts';
import type { Store } from '../client.ts';
import { cellsOf } from '../rows.ts';
import { COLUMNS } from '../tables.ts';

export interface AuditEntry {
  readonly personId: string;
  /** In which role they read: rep, coach, analyst, operator. */
  readonly role: string;
  /** Why, as they stated it. */
  readonly purpose: string;
  /** What was read: call, timeline, transcript, export. */
  readonly resource: string;
  /** Absent where it was no single call. */
  readonly callId?: string;
}

/** Stamped with the store's clock. */
export async function addAuditEntry(store: Store, entry: AuditEntry): Promise<void> {
  const cells = cellsOf({
    table: 'audit',
    cells: {
      audit_id: randomUUID(),
      at: wallTime(store.scheduler.now()),
      person_id: entry.personId,
      role: entry.role,
      purpose: entry.purpose,
      resource: entry.resource,
      call_id: entry.callId ?? '',
    },
  });
  await store.insert('audit', COLUMNS.audit, [cells]);
}
