// Samples in, a FLAC file out, block by block (libFLAC compiled to JavaScript; RFC 9639). Lossless, so that media time is
// file time to the sample. About 1,000 times faster than the audio; a block of a second takes some 1 ms of the event loop.

import createLibflac from 'libflacjs';
import { EngineError } from '../../engine/errors.ts';

type Libflac = ReturnType<typeof createLibflac>;
/** 2 of 0…8: half the size of 16-bit samples, and the fastest that decorrelates well on speech. */
const COMPRESSION_LEVEL = 2;

let loading: Promise<Libflac> | undefined;

/** Loaded with the first recording: most installations record nothing. */
function loadLibflac(): Promise<Libflac> {
  loading ??= new Promise((resolve) => {
    const libflac = createLibflac('release');
    if (libflac.isReady()) resolve(libflac);
    else libflac.on('ready', () => resolve(libflac));
  });
  return loading;
}

/** `blocks`: one channel, int16; `samples` in all, so that players know the length. Throws `defect.internal`. */
export async function* encodeFlac(
  blocks: AsyncIterable<Int16Array>,
  { sampleRateHz, samples }: { readonly sampleRateHz: number; readonly samples: number },
): AsyncGenerator<Uint8Array> {
  const libflac = await loadLibflac();
  const encoder = libflac.create_libflac_encoder(sampleRateHz, 1, 16, COMPRESSION_LEVEL, samples, false, 0);
  let written: Uint8Array[] = [];
  const take = (bytes: Uint8Array) => void written.push(bytes.slice());
  if (encoder === 0 || libflac.init_encoder_stream(encoder, take, undefined, false) !== 0) throw refused();
  try {
    for await (const block of blocks) {
      if (!libflac.FLAC__stream_encoder_process_interleaved(encoder, Int32Array.from(block), block.length))
        throw refused();
      yield* written;
      written = [];
      // Calls go on meanwhile.
      await new Promise(setImmediate);
    }
    libflac.FLAC__stream_encoder_finish(encoder);
    yield* written;
  } finally {
    libflac.FLAC__stream_encoder_delete(encoder);
  }
}

const refused = () => new EngineError('defect.internal', 'the FLAC encoder refused its input');
