import { describe, expect, it } from 'vitest';
import { checkGenesysSignature } from '../../../../../gateway/ingest/signatures/genesys-signature.ts';
import { checkTwilioSignature, twilioSignature } from '../../../../../gateway/ingest/signatures/twilio-signature.ts';
import { vendorRequestOf } from '../../../../../gateway/ingest/signatures/vendor-request.ts';
import { checkWebhookSignature, webhookSignature } from '../../../../../gateway/ingest/signatures/webhook-signature.ts';

describe('the signature of Twilio', () => {
  it('is the one of the documented example', () => {
    const parameters = {
      CallSid: 'CA1234567890ABCDE',
      Caller: '+12349013030',
      Digits: '1234',
      From: '+12349013030',
      To: '+18005551212',
    };
    const address = 'https://mycompany.com/myapp.php?foo=1&bar=2';
    expect(twilioSignature(address, parameters, '12345')).toBe('0/KCTR6DLpKmkAf8muzZqo1nDgQ=');
  });

  const handshake = (signature: string | undefined, host = 'gateway.internal:8787') =>
    vendorRequestOf(
      { url: '/v1/feeds/twilio', headers: { host, ...(signature ? { 'x-twilio-signature': signature } : {}) } },
      'https://calls.example.com',
    );

  it('covers the public address, whatever the proxy in front calls this host', () => {
    const signature = twilioSignature('wss://calls.example.com/v1/feeds/twilio', {}, 'secret');
    expect(checkTwilioSignature(handshake(signature), 'secret')).toBe('signed');
    expect(checkTwilioSignature(handshake(signature), 'other')).toBe('refused');
    const elsewhere = twilioSignature('wss://calls.example.com/v1/feeds/telnyx', {}, 'secret');
    expect(checkTwilioSignature(handshake(elsewhere), 'secret')).toBe('refused');
    expect(checkTwilioSignature(handshake(undefined), 'secret')).toBe('unsigned');
  });
});

describe('the signature of Standard Webhooks', () => {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek';

  it('is the one of the specification', () => {
    expect(webhookSignature(secret, id, '1614265330', '{"test": 2432232314}')).toBe(
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    );
  });

  const handshake = (signature: string) =>
    vendorRequestOf({
      url: '/',
      headers: { 'webhook-id': id, 'webhook-timestamp': '1614265330', 'webhook-signature': signature },
    });

  it('is good for five minutes, and where one of several matches', () => {
    const good = webhookSignature(secret, id, '1614265330', '');
    const now = 1_614_265_330_000;
    expect(checkWebhookSignature(handshake(`v1,AAAA ${good}`), secret, now + 299_000)).toBe('signed');
    expect(checkWebhookSignature(handshake(good), secret, now + 301_000)).toBe('refused');
    expect(checkWebhookSignature(handshake('v1,AAAA'), secret, now)).toBe('refused');
    expect(checkWebhookSignature(vendorRequestOf({ url: '/', headers: {} }), secret, now)).toBe('unsigned');
  });
});

describe('the signature of Genesys', () => {
  // The example of developer.genesys.cloud/devapps/audiohook/security.
  const headers = {
    host: 'audiohook.example.com',
    'audiohook-organization-id': 'd7934305-0972-4844-938e-9060eef73d05',
    'audiohook-session-id': '30b0e395-84d3-4570-ac13-9a62d8f514c0',
    'audiohook-correlation-id': 'e160e428-53e2-487c-977d-96989bf5c99d',
    'x-api-key': 'SGVsbG8sIEkgYW0gdGhlIEFQSSBrZXkh',
    signature: 'sig1=:NZBwyBHRRyRoeLqy1IzOa9VYBuI8TgMFt2GRDkDuJh4=:',
    'signature-input':
      'sig1=("@request-target" "@authority" "audiohook-organization-id" "audiohook-session-id" "audiohook-correlation-id" "x-api-key");keyid="SGVsbG8sIEkgYW0gdGhlIEFQSSBrZXkh";nonce="VGhpc0lzQVVuaXF1ZU5vbmNl";alg="hmac-sha256";created=1641013200;expires=3282026430',
  };
  const app = {
    apiKey: 'SGVsbG8sIEkgYW0gdGhlIEFQSSBrZXkh',
    clientSecret: 'TXlTdXBlclNlY3JldEtleVRlbGxOby0xITJAMyM0JDU=',
  };
  const createdMs = 1_641_013_200_000;
  const check = (changed: Record<string, string>, nowMs = createdMs, url = '/api/v1/voicebiometrics/ws') =>
    checkGenesysSignature(vendorRequestOf({ url, headers: { ...headers, ...changed } }), app, nowMs);

  it('is the one of the documentation', () => {
    expect(check({})).toBe('signed');
  });

  it('covers address, host and ids, and holds for ten seconds', () => {
    expect(check({}, createdMs, '/v1/feeds/genesys')).toBe('refused');
    expect(check({ host: 'elsewhere.example.com' })).toBe('refused');
    expect(check({ 'audiohook-session-id': '40b0e395-84d3-4570-ac13-9a62d8f514c0' })).toBe('refused');
    expect(check({ 'x-api-key': 'other' })).toBe('refused');
    expect(check({}, createdMs + 12_000)).toBe('signed');
    expect(check({}, createdMs + 14_000)).toBe('refused');
    expect(check({}, createdMs - 5_000)).toBe('refused');
  });

  it('must cover what the protocol asks, and may be absent', () => {
    const short = headers['signature-input'].replace(' "x-api-key"', '');
    expect(check({ 'signature-input': short })).toBe('refused');
    expect(checkGenesysSignature(vendorRequestOf({ url: '/', headers: {} }), app, createdMs)).toBe('unsigned');
  });
});
