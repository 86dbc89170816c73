// The sides of a call.

import { z } from 'zod';

/** `unknown` is a role of its own and is never guessed into rep or customer. */
export const Role = z.enum(['rep', 'customer', 'colleague', 'unknown']);
export type Role = z.infer<typeof Role>;
