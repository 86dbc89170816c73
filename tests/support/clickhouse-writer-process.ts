// Appends the log of a call to a spool in small pieces and says on its output what was acknowledged; nothing is
// inserted, because its ClickHouse is away. Runs until it is killed: a crash with events under way.
// Run: tsx tests/support/clickhouse-writer-process.ts --spool DIR

import { parseArgs } from 'node:util';
import { openStore } from '../../store/client.ts';
import { openEventWriter } from '../../store/writer.ts';
import { manualScheduler } from './clickhouse-clock.ts';
import { metricLog } from './clickhouse-metrics.ts';

const { values } = parseArgs({ options: { spool: { type: 'string', default: '' } } });
// Nobody listens on port 9 (discard).
const store = await openStore({ url: 'http://127.0.0.1:9', scheduler: manualScheduler() });
const writer = await openEventWriter({ store, spoolDir: values.spool, batchEvents: 500 });
const log = metricLog(0);
for (let from = 0; from < log.length; from += 5) {
  const events = log.slice(from, from + 5);
  await writer.append(events);
  process.stdout.write(`${events.at(-1)?.seq}\n`);
}
process.stdin.resume();
