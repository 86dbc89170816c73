// Recordings as the configuration wants them: where they lie, with which key, how long.

import { join } from 'node:path';
import { EngineError } from '../../engine/errors.ts';
import { POLICIES } from '../../engine/policy.ts';
import type { Wall } from '../calls/live-call.ts';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { folderStorage } from './folder-storage.ts';
import type { RecordingStorage } from './recording-storage.ts';
import { Recordings } from './recordings.ts';
import { s3Storage } from './s3-storage.ts';

export function openRecordings(config: Config, wall: Wall, log: Log): Promise<Recordings> {
  const { record, place, key, days } = config.recordings;
  return Recordings.open({
    record,
    policy: POLICIES[config.profile],
    storage: storageAt(place ?? join(config.dataDir, 'recordings'), config.recordings.s3),
    key: key === undefined ? undefined : Buffer.from(key, 'hex'),
    workingDir: join(config.dataDir, 'recording-now'),
    days,
    wall,
    log,
  });
}

/** A folder, or `s3://bucket/prefix`. Throws `input.config` where a bucket is named without its keys. */
function storageAt(place: string, s3: Config['recordings']['s3']): RecordingStorage {
  const [, bucket, prefix = ''] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(place) ?? [];
  if (bucket === undefined) return folderStorage(place);
  const { accessKeyId, secretAccessKey, region } = s3;
  if (accessKeyId === undefined || secretAccessKey === undefined) {
    throw new EngineError(
      'input.config',
      'SOTTO_RECORDINGS: a bucket needs SOTTO_S3_ACCESS_KEY_ID and _SECRET_ACCESS_KEY',
    );
  }
  const endpoint = s3.endpoint ?? `https://s3.${region}.amazonaws.com`;
  return s3Storage({
    endpoint,
    bucket,
    prefix: prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`,
    region,
    accessKeyId,
    secretAccessKey,
  });
}
