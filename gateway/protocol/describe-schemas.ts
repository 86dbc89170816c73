// zod schemas as JSON Schema components: each named schema once, referred to by `#/components/schemas/<name>`.

import { z } from 'zod';

export type JsonObject = Record<string, unknown>;

/** `input`: what a client may send, defaults optional. `output`: what a client is sent, defaults filled in. */
export function schemaComponents(named: Readonly<Record<string, z.ZodType>>, io: 'input' | 'output'): JsonObject {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { uri: refOf, ...settings(io) }) as {
    schemas: Record<string, JsonObject>;
  };
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, bare(schema)]));
}

/** One schema in place, without names. */
export function inlineSchema(schema: z.ZodType, io: 'input' | 'output'): JsonObject {
  return bare(z.toJSONSchema(schema, settings(io)) as JsonObject);
}

export const refOf = (id: string): string => `#/components/schemas/${id}`;

const settings = (io: 'input' | 'output') => ({
  io,
  target: 'draft-2020-12' as const,
  // Replies may gain fields; a client that refuses fields it does not know would break.
  override: ({ jsonSchema }: { jsonSchema: JsonObject }) => {
    if (jsonSchema['additionalProperties'] === false) delete jsonSchema['additionalProperties'];
  },
});

function bare({ $schema: _, $id: __, ...rest }: JsonObject): JsonObject {
  return rest;
}
