import { describe, expect, it } from 'vitest';
import { startNotes } from '../../../../gateway/cli/start-notes.ts';
import { readConfig } from '../../../../gateway/config.ts';

const notes = (environment: Record<string, string>, mode: 'development' | 'tokens') =>
  startNotes(readConfig({ SOTTO_TRANSCRIBER: 'command', ...environment }), mode).join('\n');

describe('the notes of a start', () => {
  it('say that there is no auth and where a program gets a token', () => {
    expect(notes({}, 'development')).toContain('POST /v1/session/development');
    expect(notes({}, 'tokens')).toBe('');
  });

  it('say that secrets of vendors without auth let nobody look at the calls', () => {
    const vendors = { SOTTO_ZOOM_CLIENT_SECRET: 'a', SOTTO_GENESYS_CLIENT_SECRET: 'b' };
    expect(notes(vendors, 'development')).toContain('Secrets are set for Genesys, Zoom: they let calls in');
    expect(notes(vendors, 'tokens')).toBe('');
    expect(notes({}, 'development')).not.toContain('Secrets are set');
  });

  it('say that there is no transcriber', () => {
    expect(notes({ SOTTO_TRANSCRIBER: 'none' }, 'tokens')).toContain('No transcriber is set');
  });
});
