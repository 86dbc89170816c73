// What is made from a playbook once and used by every call that has it: compiling takes tens of milliseconds, and fifty
// calls may begin in the same second. Playbooks are immutable; a reload makes a new one.

import { onceForEach } from '../engine/once-for-each.ts';
import type { Playbook } from '../engine/playbook.ts';

/** The same function, remembered per playbook for as long as the playbook lives. */
export const perPlaybook = <Compiled>(compile: (playbook: Playbook) => Compiled): ((playbook: Playbook) => Compiled) =>
  onceForEach(compile);
