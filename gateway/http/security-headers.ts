// Headers that every answer carries. The page loads nothing from elsewhere and talks to this host only.

import type { FastifyInstance } from 'fastify';

export function addSecurityHeaders(app: FastifyInstance, frameAncestors: readonly string[]): void {
  const policy = [
    "default-src 'self'",
    "script-src 'self'",
    // Charts and the floating panel set styles on elements.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "worker-src 'self' blob:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${frameAncestors.join(' ') || "'none'"}`,
  ].join('; ');
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers({
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=(self)',
    });
  });
}
