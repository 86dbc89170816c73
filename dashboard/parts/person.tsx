// Who somebody is: a shape and a colour by role, and the name in words. Rep square, customer round, colleague lozenge,
// unknown hatched.

import type { Role } from '../state/wire.ts';
import { text } from '../text/messages.ts';

export function RoleMark({ role }: { readonly role: Role }) {
  return <span class={`role-mark ${role}`} aria-hidden="true" />;
}

interface PersonProps {
  readonly role: Role;
  readonly name: string | null | undefined;
  /** The person who looks at the page. */
  readonly isYou?: boolean;
}

export function PersonChip({ role, name, isYou = false }: PersonProps) {
  return (
    <span class={`person ${role}`}>
      <RoleMark role={role} />
      <span class="person-name">{isYou ? text.value.you : (name ?? text.value.role[role])}</span>
    </span>
  );
}
