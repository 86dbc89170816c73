// `sotto analyze FILE`: a recorded call through the engine, as fast as it goes; the event log and a summary.

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { Command, Option } from 'commander';
import type { EngineError } from '../../engine/errors.ts';
import { eventLine } from '../../engine/event-line.ts';
import { loadTextModels } from '../../models/text/shipped-weights.ts';
import { ALL_PIPELINES } from '../../pipelines/index.ts';
import { speechPipeline } from '../../pipelines/speech.ts';
import { analyzeCall } from '../calls/analyze-call.ts';
import { callContext } from '../calls/call-context.ts';
import { readRedaction } from '../calls/read-redaction.ts';
import { summarizeLog } from '../calls/summarize-log.ts';
import { transcribeRecording } from '../calls/transcribe-recording.ts';
import { withSpeakers } from '../calls/transcription.ts';
import { readConfig } from '../config.ts';
import { chooseEmbedder } from '../embedding/choose-embedder.ts';
import { playbookVectorsBy } from '../embedding/playbook-vectors.ts';
import { readRecordedCall } from '../recorded/read-recorded-call.ts';
import { hasWords, type RecordedCall } from '../recorded/recorded-call.ts';
import { chooseTranscription } from '../transcription/choose-transcriber.ts';
import { openEmotion, openVoice } from '../voice.ts';
import { wallClock } from '../wall-clock.ts';
import { choosePlaybooks } from './choose-playbooks.ts';
import { cutAudioText } from './cut-audio.ts';
import { createProgress } from './progress.ts';
import { parseRoles } from './roles.ts';
import { summaryText } from './summary-text.ts';

interface AnalyzeFlags {
  readonly playbook?: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly roles?: string;
  readonly language?: string;
  readonly transcriber?: string;
  readonly profile?: 'default' | 'eu' | 'cn' | 'us';
}

export function analyzeCommand(): Command {
  return new Command('analyze')
    .description('Analyse a recorded call (NAME.jsonl, or a bare WAV or FLAC file) as fast as it goes.')
    .argument('<file>', 'recorded call; a bare audio file has the rep on channel 0 and the customer on 1')
    .option('--playbook <dir>', 'playbook folder to use whatever the language; default: the one of the call’s language')
    .option('--out <file>', 'write the event log, one JSON object a line')
    .option('--json', 'print the summary as one JSON object')
    .option('--roles <list>', 'roles of the channels, comma-separated: rep, customer, colleague, unknown')
    .option('--language <tag>', 'language of a bare audio file, BCP 47', 'en')
    .option('--transcriber <name>', 'who makes words of a call that has none (SOTTO_TRANSCRIBER); none: nobody')
    .addOption(new Option('--profile <name>', 'whose emotion may be computed').choices(['default', 'eu', 'cn', 'us']))
    .action(analyze);
}

async function analyze(file: string, flags: AnalyzeFlags): Promise<void> {
  const roles = parseRoles(flags.roles);
  const recorded = await readRecordedCall(file, {
    ...(roles ? { roles } : {}),
    ...(flags.language ? { language: flags.language } : {}),
  });
  process.stderr.write(cutAudioText(file, recorded));
  const config = readConfig({ SOTTO_TRANSCRIBER: flags.transcriber });
  const playbookFor = await choosePlaybooks(flags.playbook, config.playbooks);
  const profile = flags.profile ?? config.profile;
  const redaction = await readRedaction(config.redact);
  const [voice, emotion, embedder] = await Promise.all([
    openVoice(),
    openEmotion(config.emotionModelDir),
    chooseEmbedder(config),
  ]);
  const playbookVectorsFor = embedder && playbookVectorsBy(embedder, withoutEmbedder);
  const sources = { playbookFor, profile, textModels: loadTextModels(), playbookVectorsFor, redaction };
  const scheduler = wallClock();
  const transcription = chooseTranscription(config.transcription, {
    scheduler,
    isLive: false,
    modelsDir: config.models.dir,
  });
  const isTranscribed = transcription && recorded.audio && !hasWords(recorded);
  const started = isTranscribed ? withSpeakers(recorded.started, transcription) : recorded.started;
  const context = await callContext(started, sources);
  const withWords = async (call: RecordedCall) => {
    if (!transcription) return call;
    const progress = createProgress('transcribing');
    const { report: onProgress } = progress;
    const options = { context, speech: speechPipeline, voice, transcription, scheduler, onProgress };
    return transcribeRecording({ call, ...options }).finally(() => progress.end());
  };
  try {
    const call = await withWords(recorded);
    const progress = createProgress('analysing');
    const models = { voice, emotion, embedder, onEmbedderFailed: withoutEmbedder };
    const log = await analyzeCall({
      call,
      context,
      definitions: ALL_PIPELINES,
      ...models,
      onProgress: progress.report,
    });
    progress.end();
    if (flags.out) await writeLines(flags.out, log.map(eventLine));
    const summary = summarizeLog(log);
    const printed = { ...summary, audioMissingMs: recorded.audio?.missingMs ?? 0 };
    process.stdout.write(flags.json ? `${JSON.stringify(printed)}\n` : summaryText(summary));
  } finally {
    await transcription?.close();
    await Promise.all([voice.close(), emotion.close(), embedder?.close()]);
  }
}

const withoutEmbedder = ({ message }: EngineError): void => {
  process.stderr.write(`Topics are judged without the sentence model: ${message}\n`);
};

async function writeLines(path: string, lines: readonly string[]): Promise<void> {
  const stream = createWriteStream(path);
  for (const line of lines) stream.write(`${line}\n`);
  stream.end();
  await once(stream, 'close');
}
