// `POST /v1/feeds/zoom`: Zoom's webhook. Answered at once; what it announces is dialled after that, because Zoom takes a
// slow answer for a failed one and asks again.

import type { FastifyInstance } from 'fastify';
import type { ZoomStreams } from './zoom-streams.ts';
import { readZoomWebhook } from './zoom-webhook.ts';

export interface ZoomRouteOptions {
  readonly secretToken: string;
  readonly streams: ZoomStreams;
  readonly now: () => number;
}

export async function addZoomRoute(
  app: FastifyInstance,
  { secretToken, streams, now }: ZoomRouteOptions,
): Promise<void> {
  await app.register(async (scope) => {
    // The signature covers the bytes of the body.
    scope.removeContentTypeParser('application/json');
    scope.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    scope.post('/v1/feeds/zoom', { config: { access: 'public' } }, async (request, reply) => {
      const header = (name: string) => [request.headers[name]].flat()[0];
      const notice = readZoomWebhook(
        {
          body: String(request.body),
          signature: header('x-zm-signature'),
          timestamp: header('x-zm-request-timestamp'),
        },
        secretToken,
        now(),
      );
      if (notice.kind === 'validation') return reply.send(notice.answer);
      setImmediate(() => streams.take(notice));
      return reply.code(204).send();
    });
  });
}
