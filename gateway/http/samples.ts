// Calls that ship with the program: which there are, and play one as a live call.

import { OPERATIONS } from '../protocol/openapi-operations.ts';
import { NotFoundError } from './error-replies.ts';
import type { HttpDeps } from './ports.ts';
import type { AddRoute } from './route.ts';

export function addSampleRoutes(add: AddRoute, { samples }: HttpDeps): void {
  add(OPERATIONS.listSamples, async () => ({ samples: [...(await samples.list())] }));
  add(OPERATIONS.playSample, async ({ identity, params: { name } }) => {
    const playing = await samples.play(name, identity);
    if (!playing) throw new NotFoundError(`there is no sample ${JSON.stringify(name)}; GET /v1/samples lists them`);
    return playing;
  });
}
