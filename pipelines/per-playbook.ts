// What is made from a playbook once and used by every call that has it: compiling takes tens of milliseconds, and fifty
// calls may begin in the same second. Playbooks are immutable; a reload makes a new one.

import type { Playbook } from '../engine/playbook.ts';

/** The same function, remembered per playbook for as long as the playbook lives. */
export function perPlaybook<Compiled>(compile: (playbook: Playbook) => Compiled): (playbook: Playbook) => Compiled {
  const made = new WeakMap<Playbook, { readonly compiled: Compiled }>();
  return (playbook) => {
    const known = made.get(playbook) ?? { compiled: compile(playbook) };
    made.set(playbook, known);
    return known.compiled;
  };
}
