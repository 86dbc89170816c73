// Who somebody is: a shape and a colour by role, and the name in words. Rep square, customer round, colleague lozenge,
// unknown hatched.

import type { Role } from '../state/wire.ts';
import { text } from '../text/messages.ts';

export function RoleMark({ of }: { readonly of: Role }) {
  return <span class={`role-mark ${of}`} aria-hidden="true" />;
}

interface PersonProps {
  readonly of: Role;
  readonly name: string | null | undefined;
  /** The person who looks at the page. */
  readonly isYou?: boolean;
}

export function PersonChip({ of, name, isYou = false }: PersonProps) {
  return (
    <span class={`person ${of}`}>
      <RoleMark of={of} />
      <span class="person-name">{isYou ? text.value.you : (name ?? text.value.role[of])}</span>
    </span>
  );
}
