// Who promised to do something and by when, in words. Uses the catalogue of the language that was chosen.

import type { Commitment } from '../state/wire.ts';
import { dayOfYear, text } from '../text/messages.ts';

export function promiseWords({ ownerRole, dueDate }: Pick<Commitment, 'ownerRole' | 'dueDate'>): string {
  const { sales, role } = text.value;
  return dueDate === null ? sales.dueNone(role[ownerRole]) : sales.due(role[ownerRole], dayOfYear(dueDate));
}
