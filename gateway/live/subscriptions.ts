// What one viewer asked for: calls, `mine`, `team`, each with the event types it wants. They add up.

import type { z } from 'zod';
import type { CallId } from '../../engine/ids.ts';
import type { SeenAs } from '../auth/visibility.ts';
import type { Scope } from '../protocol/live.ts';
import { type TypeFilter, typeFilter } from './type-filter.ts';

export type ScopeName = z.infer<typeof Scope>;

export interface Subscription {
  readonly scope: ScopeName;
  readonly wants: TypeFilter;
  readonly purpose: string | undefined;
}

const keyOf = (scope: ScopeName): string => (typeof scope === 'string' ? scope : `call ${scope.callId}`);
const GROUP_OF = { rep: 'mine', 'direct-manager': 'team' } as const satisfies Record<SeenAs, ScopeName>;

export class Subscriptions {
  readonly #byKey = new Map<string, Subscription>();

  get count(): number {
    return this.#byKey.size;
  }

  has(scope: ScopeName): boolean {
    return this.#byKey.has(keyOf(scope));
  }

  /** Asked again for the same scope, the newer types count. */
  add(scope: ScopeName, types: readonly string[] | undefined, purpose: string | undefined): void {
    this.#byKey.set(keyOf(scope), { scope, wants: typeFilter(types), purpose });
  }

  remove(scope: ScopeName): void {
    this.#byKey.delete(keyOf(scope));
  }

  /** `mine` or `team`, where it was asked for and such calls belong to it. */
  group(as: SeenAs): Subscription | undefined {
    return this.#byKey.get(GROUP_OF[as]);
  }

  /** Those under which a call comes to the viewer. */
  covering(callId: CallId, as: SeenAs): readonly Subscription[] {
    return [this.#byKey.get(keyOf({ callId })), this.group(as)].flatMap((each) => each ?? []);
  }
}
