import { describe, expect, it } from 'vitest';
import { azure } from '../../../../../gateway/ingest/dialects/azure.ts';
import { runCodec } from '../../../../support/codec.ts';

const METADATA = {
  kind: 'AudioMetadata',
  audioMetadata: { subscriptionId: 'sub-1', encoding: 'PCM', sampleRate: 16_000, channels: 1, length: 640 },
};
const audio = (timestamp: string, participantRawID?: string) => ({
  kind: 'AudioData',
  audioData: { timestamp, participantRawID, data: Buffer.alloc(640).toString('base64'), silent: false },
});

describe('the codec of Azure Communication Services', () => {
  it('begins with the metadata and hears each participant on a channel of their own', () => {
    const run = runCodec(azure);
    expect(run.say(METADATA)).toMatchObject([
      { kind: 'call', start: { callId: 'azure-sub-1', audio: { sampleRateHz: 16_000 }, participants: [] } },
    ]);
    run.put({ kind: 'joined', isFirst: true });
    expect(run.say(audio('2026-03-02T09:00:00.000Z', '8:acs:a'), 900)).toMatchObject([
      { event: { participant: { participantId: '8:acs:a', role: 'unknown', channel: 0 } } },
      { kind: 'audio', channel: 0, startSample: 0 },
    ]);
    expect(run.say(audio('2026-03-02T09:00:00.020Z', '4:+1555'))).toMatchObject([
      { event: { participant: { channel: 1 } } },
      { channel: 1, startSample: 0 },
    ]);
    expect(run.say(audio('2026-03-02T09:00:01.000Z', '8:acs:a'))).toMatchObject([{ startSample: 16_000 }]);
  });

  it('calls mixed audio what it is', () => {
    const run = runCodec(azure);
    run.say(METADATA);
    expect(run.say(audio('2026-03-02T09:00:00Z'))[0]).toMatchObject({
      event: { participant: { participantId: 'mixed', role: 'unknown' } },
    });
  });

  it('refuses audio before its metadata and formats that it cannot read', () => {
    expect(() => runCodec(azure).say(audio('2026-03-02T09:00:00Z'))).toThrow('metadata');
    const stereo = { ...METADATA, audioMetadata: { ...METADATA.audioMetadata, channels: 2 } };
    expect(() => runCodec(azure).say(stereo)).toThrow('2 channels');
  });
});
