// Every dialect that has a socket here: its codec, and the vendor's own signature where it has one.

import { azure } from './dialects/azure.ts';
import type { Dialect } from './dialects/dialect.ts';
import { genesys } from './dialects/genesys.ts';
import { exotel, fonoster, signalwire, talkdesk, telnyx, twilio } from './dialects/media-stream.ts';
import { jambonz, livekit, sinch, vonage } from './dialects/raw-pcm.ts';
import { recall } from './dialects/recall.ts';
import { checkGenesysSignature } from './signatures/genesys-signature.ts';
import { checkTwilioSignature } from './signatures/twilio-signature.ts';
import type { SignatureVerdict, VendorRequest } from './signatures/vendor-request.ts';
import { checkWebhookSignature } from './signatures/webhook-signature.ts';

/** Secrets of vendors' accounts; one that is absent means that only tokens let that vendor in. */
export interface VendorSecrets {
  readonly twilioAuthToken?: string | undefined;
  readonly signalwireSigningKey?: string | undefined;
  readonly recallSecret?: string | undefined;
  readonly genesysApiKey?: string | undefined;
  readonly genesysClientSecret?: string | undefined;
}

export interface FeedDialect {
  readonly dialect: Dialect;
  /** Without it, and where it says `unsigned`, a token must come. */
  readonly signature?: (request: VendorRequest, secrets: VendorSecrets, nowMs: number) => SignatureVerdict;
  /** The vendor's Authorization header holds a token of its own, which says nothing here: ours stands in the address. */
  readonly hasHeaderOfItsOwn?: true;
}

/** The state of a codec is its own affair. */
const plain = <State>(dialect: Dialect<State>): FeedDialect => ({ dialect: dialect as Dialect });

const signed = <State>(dialect: Dialect<State>, signature: FeedDialect['signature']): FeedDialect => ({
  ...plain(dialect),
  ...(signature ? { signature } : {}),
});

const ALL: readonly FeedDialect[] = [
  signed(twilio, (request, { twilioAuthToken }) =>
    twilioAuthToken === undefined ? 'unsigned' : checkTwilioSignature(request, twilioAuthToken),
  ),
  signed(signalwire, (request, { signalwireSigningKey: key }) =>
    key === undefined ? 'unsigned' : checkTwilioSignature(request, key, 'x-signalwire-signature'),
  ),
  plain(talkdesk),
  plain(fonoster),
  plain(telnyx),
  plain(exotel),
  plain(vonage),
  plain(sinch),
  plain(jambonz),
  plain(livekit),
  { ...plain(azure), hasHeaderOfItsOwn: true },
  signed(recall, (request, { recallSecret }, nowMs) =>
    recallSecret === undefined ? 'unsigned' : checkWebhookSignature(request, recallSecret, nowMs),
  ),
  signed(genesys, (request, { genesysApiKey: apiKey, genesysClientSecret: clientSecret }, nowMs) =>
    apiKey === undefined || clientSecret === undefined
      ? 'unsigned'
      : checkGenesysSignature(request, { apiKey, clientSecret }, nowMs),
  ),
];

export const FEED_DIALECTS: ReadonlyMap<string, FeedDialect> = new Map(ALL.map((each) => [each.dialect.name, each]));
