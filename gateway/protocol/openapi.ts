// The REST contract as an OpenAPI 3.1 document, made from the table of operations.

import type { z } from 'zod';
import { ERROR_CATALOGUE, type ErrorCode } from '../../engine/errors.ts';
import { CallEvent } from '../../engine/events.ts';
import { inlineSchema, type JsonObject, refOf, schemaComponents } from './describe-schemas.ts';
import { type Access, OPERATIONS, type Operation } from './openapi-operations.ts';
import { OperatorReport } from './operator.ts';
import {
  CallList,
  CallSummary,
  CardPage,
  ErrorBody,
  EventPage,
  Health,
  Identity,
  Readiness,
  SampleList,
  SamplePlaying,
  SessionInfo,
  TokenReply,
  ViewInfo,
  ViewList,
  ViewRows,
} from './rest.ts';
import { Timeline, TimelineCard } from './timeline.ts';
import { PROTOCOL_VERSION } from './version.ts';

const NAMED = {
  CallEvent,
  CallList,
  CallSummary,
  CardPage,
  ErrorBody,
  EventPage,
  Health,
  Identity,
  OperatorReport,
  Readiness,
  SampleList,
  SamplePlaying,
  SessionInfo,
  Timeline,
  TimelineCard,
  TokenReply,
  ViewInfo,
  ViewList,
  ViewRows,
} as const;
const NAME_OF = new Map<z.ZodType, string>(Object.entries(NAMED).map(([name, schema]) => [schema, name]));

export function openapiDocument(): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const [operationId, operation] of Object.entries(OPERATIONS)) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: describe(operationId, operation),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Sotto gateway',
      version: `${PROTOCOL_VERSION}`,
      description: 'Calls and what was found in them. The sockets are in asyncapi.json; for people: docs/protocol.md.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: {
      schemas: schemaComponents(NAMED, 'output'),
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}

function describe(operationId: string, operation: Operation): JsonObject {
  const { summary, tag, access, body } = operation;
  return {
    operationId,
    summary,
    description: whoMay(operation),
    tags: [tag],
    security:
      access === 'public'
        ? [{}, { token: [] }]
        : access === 'local-or-operator'
          ? [{}, { token: [] }]
          : [{ token: [] }],
    parameters: parameters(operation),
    ...(body ? { requestBody: { required: true, content: json(inlineSchema(body, 'input')) } } : {}),
    responses: { ...replies(operation), ...refusals(operation), ...missing(operation) },
  };
}

function whoMay({ access, opensCall }: Operation): string {
  const who = rolesInWords(access);
  return opensCall ? `${who} And only the rep of the call, or that rep's direct manager. The read is audited.` : who;
}

function rolesInWords(access: Access): string {
  if (access === 'public') return 'Anybody.';
  if (access === 'person') return 'Anybody with a token.';
  if (access === 'local-or-operator') return 'Role operator; on this machine also without a token.';
  return `Role ${access.join(' or ')}.`;
}

function parameters({ params, query }: Operation): JsonObject[] {
  const purpose = { name: 'X-Purpose', in: 'header', description: 'Why this is read; goes to the audit log.' };
  return [
    ...fields(params, 'path'),
    ...fields(query, 'query'),
    ...(query && 'purpose' in query.shape
      ? [{ ...purpose, required: false, schema: { type: 'string', maxLength: 200 } }]
      : []),
  ];
}

function fields(schema: z.ZodObject | undefined, place: 'path' | 'query'): JsonObject[] {
  if (!schema) return [];
  const { properties, required } = inlineSchema(schema, 'input') as {
    properties: Record<string, JsonObject>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, each]) => ({
    name,
    in: place,
    required: place === 'path' || (required?.includes(name) ?? false),
    schema: each,
  }));
}

function replies({ reply, replyStatus = 200, replyType, alsoStatus = [] }: Operation): JsonObject {
  const description = reply ? 'As asked.' : 'Done.';
  const content = reply && (replyType ? { [replyType]: { schema: schemaOf(reply) } } : json(schemaOf(reply)));
  const answer = { description, ...(content ? { content } : {}) };
  return Object.fromEntries([replyStatus, ...alsoStatus].map((status) => [status, answer]));
}

function refusals({ access, errors, opensCall }: Operation): JsonObject {
  const needsToken = access !== 'public';
  const codes: ErrorCode[] = [...(needsToken ? (['auth.missing', 'auth.invalid'] as const) : []), ...errors];
  if (needsToken || opensCall) codes.push('limit.frame-rate');
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of new Set(codes)) {
    const { httpStatus } = ERROR_CATALOGUE[code];
    byStatus.set(httpStatus, [...(byStatus.get(httpStatus) ?? []), code]);
  }
  const described = [...byStatus].map(([status, each]) => [
    `${status}`,
    {
      description: each.map((code) => `\`${code}\`: ${ERROR_CATALOGUE[code].meaning}`).join(' '),
      content: json({ $ref: refOf('ErrorBody') }),
    },
  ]);
  return Object.fromEntries(described);
}

function missing({ absent }: Operation): JsonObject {
  return absent === undefined ? {} : { 404: { description: absent, content: json({ $ref: refOf('ErrorBody') }) } };
}

function schemaOf(schema: z.ZodType): JsonObject {
  const name = NAME_OF.get(schema);
  return name === undefined ? inlineSchema(schema, 'output') : { $ref: refOf(name) };
}

const json = (schema: JsonObject): JsonObject => ({ 'application/json': { schema } });
