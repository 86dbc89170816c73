import { describe, expect, it } from 'vitest';
import {
  DialectSettings,
  NO_SETTINGS,
  participantOf,
  settingsOfFile,
  withParameters,
} from '../../../../../gateway/ingest/dialects/feed-settings.ts';
import { parseFeedsFile } from '../../../../../gateway/ingest/feeds-file.ts';

const FILE = settingsOfFile(
  DialectSettings.parse({
    language: 'zh',
    voices: { 'Alex Rivera': { role: 'rep', personId: 'alex-rivera' }, '*@acme.com': { role: 'colleague' } },
  }),
);

describe('who a voice is', () => {
  it('is unknown where nobody said it, and what the dialect knows where it does', () => {
    expect(participantOf(NO_SETTINGS, { keys: ['speaker'] })).toEqual({ participantId: 'speaker', role: 'unknown' });
    expect(participantOf(NO_SETTINGS, { keys: ['inbound'], channel: 0, role: 'customer' })).toEqual({
      participantId: 'inbound',
      role: 'customer',
      channel: 0,
    });
  });

  it('follows the file by name or e-mail, in any case of letters', () => {
    expect(participantOf(FILE, { keys: ['7', 'alex rivera'], name: 'alex rivera' })).toEqual({
      participantId: '7',
      role: 'rep',
      name: 'alex rivera',
      personId: 'alex-rivera',
    });
    expect(participantOf(FILE, { keys: ['8', 'Lee', 'lee@ACME.com'] }).role).toBe('colleague');
    expect(participantOf(FILE, { keys: ['9', 'lee@acme.company'] }).role).toBe('unknown');
  });

  it('follows the address before the file', () => {
    const settings = withParameters(FILE, { 'role.Alex Rivera': 'customer', 'name.*': 'Somebody', language: 'en' });
    expect(participantOf(settings, { keys: ['7', 'Alex Rivera'] })).toEqual({
      participantId: '7',
      role: 'customer',
      name: 'Somebody',
      personId: 'alex-rivera',
    });
    expect(settings.facts.language).toBe('en');
  });

  it('refuses a role that is none, naming the parameter', () => {
    expect(() => withParameters(NO_SETTINGS, { 'role.inbound': 'boss' })).toThrow('role.inbound');
    expect(() => withParameters(NO_SETTINGS, { language: 'not a language' })).toThrow('language');
  });
});

describe('whether a call may be recorded, and whether its people were told', () => {
  it('is said in the file as a boolean and in an address as a word, which counts more', () => {
    const file = settingsOfFile(DialectSettings.parse({ record: true, notice: 'given' }));
    expect(file.facts).toEqual({ record: true, notice: 'given' });
    expect(withParameters(file, { record: 'false' }).facts).toEqual({ record: false, notice: 'given' });
    expect(withParameters(NO_SETTINGS, {}).facts).toEqual({});
  });

  it('is refused where it is said in other words', () => {
    for (const wrong of [{ record: 'maybe' }, { record: '1' }, { notice: 'yes' }]) {
      expect(() => withParameters(NO_SETTINGS, wrong)).toThrow(Object.keys(wrong)[0]);
    }
  });
});

describe('the feeds file', () => {
  it('says which dialect and which field is wrong', () => {
    const names = ['twilio', 'recall'];
    expect(() => parseFeedsFile('twilo: {language: en}', 'feeds.yaml', names)).toThrow('twilo: expected one of twilio');
    expect(() => parseFeedsFile('twilio: {langage: en}', 'feeds.yaml', names)).toThrow('langage');
    expect(() => parseFeedsFile('twilio: {voices: {inbound: {role: boss}}}', 'feeds.yaml', names)).toThrow(
      'twilio.voices.inbound.role',
    );
    expect(parseFeedsFile('twilio: {language: zh}', 'feeds.yaml', names)('twilio').facts.language).toBe('zh');
    expect(parseFeedsFile('', 'feeds.yaml', names)('recall').facts).toEqual({});
  });
});
