// What is made from a playbook, or from its vectors, once and used by every call that has it: compiling takes tens of
// milliseconds, and fifty calls may begin in the same second. Playbooks are immutable; a reload makes a new one.

import type { Playbook } from '../engine/playbook.ts';

/** The same function, remembered per playbook for as long as the playbook lives. */
export function perPlaybook<Compiled, Source extends object = Playbook>(
  compile: (source: Source) => Compiled,
): (source: Source) => Compiled {
  const made = new WeakMap<Source, { readonly compiled: Compiled }>();
  return (source) => {
    const known = made.get(source) ?? { compiled: compile(source) };
    made.set(source, known);
    return known.compiled;
  };
}
