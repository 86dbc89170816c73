// What a call is built with, from its first message: the playbook of its language, the policy, the baselines, the text models.

import { EngineError } from '../../engine/errors.ts';
import { EventBody } from '../../engine/events.ts';
import { DEFAULT_REDACTION, type Redaction, redactWords } from '../../engine/personal-data/call-redactor.ts';
import type { CallContext } from '../../engine/pipeline.ts';
import type { Playbook } from '../../engine/playbook.ts';
import { type Baselines, NO_BASELINES, POLICIES, type Policy } from '../../engine/policy.ts';
import { NO_TEXT_MODELS, type TextModels } from '../../engine/ports.ts';
import type { PlaybookVectorsFor } from '../embedding/playbook-vectors.ts';
import type { RecordedStart } from '../recorded/recorded-call.ts';

export interface ContextSources {
  readonly playbookFor: (language: string) => Playbook;
  readonly profile: Policy['profile'];
  /** Default: none, pipelines judge words by their rules. */
  readonly textModels?: TextModels;
  /** What the topics and scripts of a playbook mean. Default: no sentence model is asked. */
  readonly playbookVectorsFor?: PlaybookVectorsFor | undefined;
  /** What is taken out of words before a call takes them in. Default: all that needs no list. */
  readonly redaction?: Redaction;
  /** `startedAtMs`: wall time of the call's start; only calls before it count. */
  readonly baselinesFor?: (
    call: { readonly industry?: string | undefined; readonly stage?: string | undefined },
    startedAtMs: number,
  ) => Promise<Baselines>;
}

export async function callContext(started: RecordedStart, sources: ContextSources): Promise<CallContext> {
  const redaction = sources.redaction ?? DEFAULT_REDACTION;
  const body = EventBody.parse(redactWords({ ...started, type: 'call.started' }, redaction, started.language));
  if (body.type !== 'call.started') throw new EngineError('defect.internal', 'a call must begin with call.started');
  const playbook = sources.playbookFor(body.language);
  return {
    callId: started.callId,
    started: body,
    playbook,
    policy: POLICIES[sources.profile],
    baselines: (await sources.baselinesFor?.(body, Date.parse(body.startedAt))) ?? NO_BASELINES,
    textModels: sources.textModels ?? NO_TEXT_MODELS,
    playbookVectors: await sources.playbookVectorsFor?.(playbook),
    redaction,
  };
}
