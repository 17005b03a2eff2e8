import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphOf } from '../../src/agents/dependency-graph.ts';
import { agentDiagram, picturedOf } from '../../src/reply/agent-diagram.ts';
import { renderAgents } from '../../src/reply/agents.ts';
import type { ServiceAgent } from '../../src/task/aws-resource.ts';
import { activeWords, commandLines, hostileText, RUNS, structureOf } from './hostile.ts';
import { AGENT, resource } from './samples.ts';

const NOW = '2026-11-21T17:20:45Z';

const named = (name: string, at: number, needs: readonly number[] = []): ServiceAgent => ({
  ...AGENT,
  name,
  resource: resource({ id: name, arn: `arn:${at}` }),
  dependencies: needs.map((one) => `arn:${one}`),
});

const many = (count: number, needs: readonly number[] = []): readonly ServiceAgent[] =>
  Array.from({ length: count }, (_, at) => named(`a${at}`, at, at === 0 ? needs : []));

const said = (agents: readonly ServiceAgent[]): string =>
  renderAgents({ agents, accounts: [], now: NOW });

describe('the graph of the registry', () => {
  it.each([
    [0, undefined, undefined],
    [2, undefined, undefined],
    [3, 3, 3],
    [30, 30, 30],
    [31, 30, 31],
    [1000, 30, 1000],
  ])('of %i agents', (count, nodes, all) => {
    const pictured = picturedOf(graphOf(many(count)));
    expect([pictured?.nodes.length, pictured?.all]).toEqual([nodes, all]);
  });

  it('shows those with the most dependencies, and says what is left out', () => {
    const text = said(many(40, [38, 39]));
    expect(text).toContain('n1["a0<br/>AWS::S3::Bucket"]');
    expect(text).toContain('  n1 --> n2\n  n1 --> n3');
    expect(text).toContain('10 of 40 are left out');
  });

  it('leaves out who is Terminated', () => {
    const agents = many(3).map((agent): ServiceAgent => ({ ...agent, state: 'Terminated' }));
    expect(picturedOf(graphOf(agents))).toBeUndefined();
  });

  it('names the path of a circle', () => {
    expect(said([named('a', 0, [1]), named('b', 1, [0])])).toContain(
      '**Dependencies go round in a circle** · `a` → `b` → `a`',
    );
  });
});

describe('A30 hostile names in the registry', () => {
  it('add nothing to the reply', () => {
    const plain = said([named('x', 0, [1]), named('y', 1), named('z', 2)]);
    fc.assert(
      fc.property(hostileText, (text) => {
        const hostile = said([named(text, 0, [1]), named(text, 1), named(text, 2)]);
        const { emphasis: _, ...counts } = structureOf(hostile);
        expect(counts).toEqual(structureOf(plain));
        expect(activeWords(hostile)).toEqual([]);
        expect(commandLines(hostile)).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  it('neither end a label of the graph nor begin a node', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const graph = graphOf([named(text, 0, [1]), named(text, 1), named(text, 2)]);
        const pictured = picturedOf(graph);
        const rows = pictured === undefined ? [] : agentDiagram(graph, pictured).split('\n');
        expect(rows).toHaveLength(5);
        for (const row of rows.slice(1, 4)) {
          expect(row).toMatch(/^ {2}n\d\["[A-Za-z0-9 .:/_-]*<br\/>AWS::S3::Bucket"\]$/);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('stay within one comment, whatever their number and length', () => {
    const agents = Array.from({ length: 1000 }, (_, at) => named('n'.repeat(250) + at, at));
    expect(said(agents).length).toBeLessThan(62_000);
  });
});
