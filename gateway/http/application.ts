// The HTTP side whole: every route, its errors, its headers. Listens to nothing; server.ts does.

import fastify, { type FastifyInstance } from 'fastify';
import { EngineError } from '../../engine/errors.ts';
import { addWhipRoutes } from '../whip/whip-routes.ts';
import { createCallAccess } from './call-access.ts';
import { addCallRoutes } from './calls.ts';
import { addCardRoutes } from './cards.ts';
import { addDashboard } from './dashboard.ts';
import { addDocumentRoutes } from './documents.ts';
import { addErasureRoutes } from './erasures.ts';
import { errorHandler } from './error-replies.ts';
import { addHealthRoutes } from './health.ts';
import { HTTP_DEFAULTS, type HttpOptions } from './options.ts';
import type { HttpDeps } from './ports.ts';
import { addRecordingRoutes } from './recordings.ts';
import { routesOf } from './route.ts';
import { addSampleRoutes } from './samples.ts';
import { addSecurityHeaders } from './security-headers.ts';
import { addSessionRoutes } from './session.ts';
import { addViewRoutes } from './views.ts';

/** `onRoute` sees every route as it is registered. */
export async function createHttp(
  deps: HttpDeps,
  given: Partial<HttpOptions> = {},
  onRoute: (method: string, url: string) => void = () => {},
): Promise<FastifyInstance> {
  const options = { ...HTTP_DEFAULTS, ...given };
  const app = fastify({
    bodyLimit: options.bodyBytes,
    requestTimeout: options.requestTimeoutMs,
    trustProxy: options.trustProxy,
    exposeHeadRoutes: false,
    // Clients keep connections open; a server that drains must not wait for them.
    forceCloseConnections: true,
  });
  app.addHook('onRoute', ({ method, url, config }) => {
    if (config?.access === undefined) throw new EngineError('defect.internal', `route ${url} does not say who may ask`);
    for (const each of [method].flat()) onRoute(each, url);
  });
  app.decorateRequest('identity', undefined);
  app.setErrorHandler(errorHandler(deps.log));
  addSecurityHeaders(app, options.frameAncestors);

  const access = createCallAccess(deps);
  const add = routesOf(app, deps, options);
  addSessionRoutes(add, deps);
  addCallRoutes(add, deps, access, options);
  addCardRoutes(add, { ...deps, access, eventsPerRead: options.eventsPerRead });
  addRecordingRoutes(add, deps, access);
  addErasureRoutes(add, deps);
  addSampleRoutes(add, deps);
  addViewRoutes(add, deps, access);
  addDocumentRoutes(add);
  addHealthRoutes(add, deps);
  if (deps.whip) await addWhipRoutes(app, deps.whip);
  await addDashboard(app, options.dashboardDir);
  return app;
}
