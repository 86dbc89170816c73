// What somebody who starts the program should know of how it is set up, a line each.

import type { Config } from '../config.ts';

const NO_TRANSCRIBER =
  'No transcriber is set: words come only from feeds that bring them. docs/transcribers.md says how to set one.';
const NO_AUTH =
  'No auth is set: the page offers identities to try with, to this machine only. A program takes one from POST /v1/session/development.';

export function startNotes(config: Config, mode: 'development' | 'tokens'): string[] {
  return [
    ...(mode === 'development' ? [NO_AUTH, ...onlyIncoming(vendorsWithSecrets(config))] : []),
    ...(config.transcription.SOTTO_TRANSCRIBER === 'none' ? [NO_TRANSCRIBER] : []),
  ];
}

function onlyIncoming(vendors: readonly string[]): string[] {
  if (vendors.length === 0) return [];
  return [
    `Secrets are set for ${vendors.join(', ')}: they let calls in. Who may look at calls is another matter and is not set: SOTTO_AUTH_SECRET or SOTTO_AUTH_JWKS, and SOTTO_PEOPLE.`,
  ];
}

function vendorsWithSecrets({ feeds: { secrets, zoom } }: Config): string[] {
  const set = {
    Twilio: secrets.twilioAuthToken,
    SignalWire: secrets.signalwireSigningKey,
    'Recall.ai': secrets.recallSecret,
    Genesys: secrets.genesysClientSecret,
    Zoom: zoom.clientSecret,
  };
  return Object.entries(set).flatMap(([vendor, secret]) => (secret === undefined ? [] : vendor));
}
