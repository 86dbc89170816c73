import { describe, expect, it } from 'vitest';
import { checksText, pulledText } from '../../../../gateway/cli/models-text.ts';
import { findModel, readRegistry } from '../../../../models/registry/registry.ts';

const MODEL = findModel(readRegistry(), 'sense-voice');
const pulled = (pinnedBy: 'registry' | 'first-use') => ({
  path: 'model.onnx',
  sha256: 'ab',
  sizeBytes: 1_000,
  pinnedBy,
  wasFetched: true,
});
const checked = (pinnedBy: 'registry' | 'first-use') => ({
  path: 'model.onnx',
  state: 'ok' as const,
  sha256: 'ab',
  expectedSha256: 'ab',
  pinnedBy,
});

describe('what is told of a checksum that the registry does not know', () => {
  it('a pull says that such files were taken as they came', () => {
    const text = pulledText(MODEL, '/models', [pulled('first-use'), pulled('registry')]);
    expect(text).toContain('no checksum of 1 of these 2 files');
    expect(pulledText(MODEL, '/models', [pulled('registry')])).not.toContain('no checksum');
  });

  it('a check says that the file is only what came first', () => {
    expect(checksText('/models', [{ model: 'm', files: [checked('first-use')] }])).toContain('ok: as first pulled');
    expect(checksText('/models', [{ model: 'm', files: [checked('registry')] }])).toContain('model.onnx  ok ab');
  });
});
