// For the machines around us: does the process answer, does it take traffic, and its figures. For operators: the same, read.

import { OPERATIONS } from '../protocol/openapi-operations.ts';
import type { HttpDeps } from './ports.ts';
import type { AddRoute } from './route.ts';

export function addHealthRoutes(add: AddRoute, { readiness, metrics, operatorReport }: HttpDeps): void {
  add(OPERATIONS.getHealth, () => ({ status: 'ok' as const }));
  add(OPERATIONS.getReadiness, async ({ reply }) => {
    const parts = [...(await readiness())];
    const isReady = parts.every((part) => part.isReady);
    if (!isReady) reply.code(503);
    return { isReady, parts };
  });
  add(OPERATIONS.getOperatorReport, () => operatorReport());
  add(OPERATIONS.getMetrics, async ({ reply }) => {
    reply.type(metrics.contentType);
    return metrics.metrics();
  });
}
