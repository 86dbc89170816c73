import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CallGraph, orderPipelines } from '../../../engine/call-graph.ts';
import type { CallEvent, EventDraft } from '../../../engine/events.ts';
import { stay } from '../../../engine/machine.ts';
import { machinePipeline, type PipelineDefinition } from '../../../engine/pipeline.ts';
import { definitionOf } from '../../support/definitions.ts';
import { CALL, callContext, ms, tick } from '../../support/signals.ts';

const stage = (atMs: number, name: string): EventDraft => ({ type: 'stage.changed', atMs: ms(atMs), stage: name });

function graphOf(definitions: PipelineDefinition[]) {
  const log: CallEvent[] = [];
  const graph = new CallGraph({
    definitions,
    context: callContext(),
    stamp: (draft) => ({ callId: CALL, seq: log.length + 1, ...draft }) as CallEvent,
    onEvent: (event) => log.push(event),
  });
  return { graph, log };
}

describe('orderPipelines', () => {
  it('puts producers before consumers, whatever the order given', () => {
    const consumer = definitionOf('consumer', ['slide.shown'], [], () => []);
    const producer = definitionOf('producer', ['stage.changed'], ['slide.shown'], () => []);
    expect(orderPipelines([consumer, producer]).map((each) => each.name)).toEqual(['producer', 'consumer']);
  });

  it('refuses pipelines that feed each other in a circle and names them', () => {
    const one = definitionOf('one', ['slide.shown'], ['stage.changed'], () => []);
    const two = definitionOf('two', ['stage.changed'], ['slide.shown'], () => []);
    expect(() => orderPipelines([one, two])).toThrow(/one → two → one/);
  });
});

describe('CallGraph', () => {
  it('logs an input before what follows from it, and all of that before the next input', () => {
    const echo = definitionOf('echo', ['stage.changed'], ['slide.shown'], (signal) =>
      signal.type === 'stage.changed'
        ? [{ type: 'slide.shown', atMs: signal.atMs, slideId: `on ${signal.stage}` }]
        : [],
    );
    const { graph, log } = graphOf([echo]);
    graph.push(stage(1, 'a'));
    graph.push(stage(2, 'b'));
    expect(log.map((event) => event.type)).toEqual(['stage.changed', 'slide.shown', 'stage.changed', 'slide.shown']);
    expect(log.map((event) => event.seq)).toEqual([1, 2, 3, 4]);
  });

  it('shows observations to pipelines without logging them', () => {
    const seen: number[] = [];
    const watcher = definitionOf('watcher', ['clock.ticked'], [], (signal) => {
      seen.push(signal.atMs);
      return [];
    });
    const { graph, log } = graphOf([watcher]);
    graph.push(tick(100));
    expect(seen).toEqual([100]);
    expect(log).toEqual([]);
  });

  it('never stamps an event before the moment at which it became known', () => {
    const early = definitionOf('early', ['clock.ticked'], ['stage.changed'], () => [stage(50, 'past')]);
    const { graph, log } = graphOf([early]);
    graph.push(tick(100));
    expect(log[0]?.atMs).toBe(100);
  });

  it('flushes producers first, so that what they still owe reaches consumers', () => {
    const owing = machinePipeline({
      name: 'owing',
      consumes: ['clock.ticked'],
      produces: ['stage.changed'],
      latencyMs: 0,
      options: z.object({}),
      machine: () => ({
        initial: null,
        step: (state: null) => stay(state),
        flush: () => [{ type: 'stage.changed', atMs: ms(0), stage: 'owed' }],
      }),
    });
    const echo = definitionOf('echo', ['stage.changed'], ['slide.shown'], (signal) => [
      { type: 'slide.shown', atMs: signal.atMs, slideId: 'echo' },
    ]);
    const { graph, log } = graphOf([echo, owing]);
    graph.finish(ms(900));
    expect(log.map((event) => [event.type, event.atMs])).toEqual([
      ['stage.changed', 900],
      ['slide.shown', 900],
    ]);
  });
});
