// The page: built files, `index.html` for every address that the page itself resolves, and a plain word if not built.

import { access } from 'node:fs/promises';
import { join, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errorBody, NotFoundError } from './error-replies.ts';

const NOT_BUILT = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Sotto</title>
<body style="font: 16px/1.5 system-ui; max-width: 40rem; margin: 4rem auto; padding: 0 1rem">
<h1>The page has not been built yet</h1>
<p>The gateway runs. Build its page with <code>npm run prepare</code> and load this address again.</p>
<p>网关已在运行，页面尚未构建。请先执行 <code>npm run prepare</code>，再刷新本页。</p></body></html>`;

/** Vite puts a hash of the content into the names under assets/, so they never change. */
const HASHED = 'public, max-age=31536000, immutable';

export async function addDashboard(app: FastifyInstance, dashboardDir: string | undefined): Promise<void> {
  if (dashboardDir !== undefined) {
    const hashedDir = join(dashboardDir, 'assets') + sep;
    await app.register(fastifyStatic, {
      root: dashboardDir,
      serve: false,
      cacheControl: false,
      setHeaders: (reply, path) => {
        reply.setHeader('cache-control', path.startsWith(hashedDir) ? HASHED : 'no-cache');
      },
    });
    app.get('/*', { config: { access: 'public' } }, (request, reply) => {
      const path = decodeURIComponent(pathOf(request));
      const looksLikeFile = /\.[^/]+$/.test(path);
      if (path === '/' || (wantsPage(request) && !looksLikeFile)) return sendIndex(reply, dashboardDir);
      return reply.sendFile(path);
    });
  }
  app.setNotFoundHandler((request, reply) => {
    if (dashboardDir !== undefined && wantsPage(request)) return sendIndex(reply, dashboardDir);
    const path = pathOf(request);
    const error = new NotFoundError(`there is nothing at ${request.method} ${path.slice(0, 200)}`);
    return reply.code(404).header('cache-control', 'no-store').type('application/json').send(errorBody(error));
  });
}

const pathOf = (request: FastifyRequest): string => request.url.split('?')[0] ?? '';

/** A browser asks for a page: an address that the page resolves itself, neither the API's nor a built file's. */
function wantsPage(request: FastifyRequest): boolean {
  const isHtml = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
  return isHtml && !/^\/(v1|assets)(\/|$)/.test(pathOf(request));
}

function sendIndex(reply: FastifyReply, dashboardDir: string): FastifyReply {
  access(join(dashboardDir, 'index.html')).then(
    () => reply.code(200).sendFile('index.html'),
    () => reply.code(503).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(NOT_BUILT),
  );
  return reply;
}
