// The contract, machine-readable, made from the schemas this process runs with.

import { asyncapiDocument } from '../protocol/asyncapi.ts';
import { openapiDocument } from '../protocol/openapi.ts';
import { OPERATIONS } from '../protocol/openapi-operations.ts';
import type { AddRoute } from './route.ts';

export function addDocumentRoutes(add: AddRoute): void {
  const openapi = openapiDocument();
  const asyncapi = asyncapiDocument();
  add(OPERATIONS.getOpenapi, () => openapi);
  add(OPERATIONS.getAsyncapi, () => asyncapi);
}
