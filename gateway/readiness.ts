// Whether the program can take calls, part by part: what /readyz and the operator's page say.

import type { EmotionModel, VoiceModel } from '../engine/ports.ts';
import type { Store } from '../store/client.ts';
import type { ReadyPart } from './protocol/rest.ts';

export interface ReadinessParts {
  readonly store: Pick<Store, 'ping' | 'engine'>;
  readonly voice: VoiceModel;
  readonly emotion: EmotionModel;
  /** The server is shutting down. */
  readonly isDraining: boolean;
}

export async function readinessOf({ store, voice, emotion, isDraining }: ReadinessParts): Promise<ReadyPart[]> {
  return [
    await storeState(store),
    modelState('voice-model', voice),
    modelState('emotion-model', emotion),
    serverState(isDraining),
  ];
}

async function storeState(store: ReadinessParts['store']): Promise<ReadyPart> {
  try {
    await store.ping();
    return { part: 'store', isReady: true, message: store.engine };
  } catch (thrown) {
    return { part: 'store', isReady: false, message: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

function modelState(part: 'voice-model' | 'emotion-model', model: VoiceModel | EmotionModel): ReadyPart {
  const isReady = model.isAlive();
  return { part, isReady, message: isReady ? model.name : 'lost; start the program again' };
}

function serverState(isDraining: boolean): ReadyPart {
  return { part: 'server', isReady: !isDraining, message: isDraining ? 'shutting down' : 'taking calls' };
}
