import { describe, expect, it } from 'vitest';
import { checkTwilioSignature, twilioSignature } from '../../../../../gateway/ingest/signatures/twilio-signature.ts';
import { vendorRequestOf } from '../../../../../gateway/ingest/signatures/vendor-request.ts';

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
