import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dependantsOf, graphOf, orderOf } from '../../src/agents/dependency-graph.ts';
import type { ServiceAgent } from '../../src/task/aws-resource.ts';
import { AGENT, resource } from '../reply/samples.ts';

const named = (name: string, ...dependencies: readonly string[]): ServiceAgent => ({
  ...AGENT,
  name,
  resource: resource({ id: name, arn: name }),
  dependencies,
});

const ROWS: readonly {
  readonly name: string;
  readonly agents: readonly ServiceAgent[];
  readonly order: ReturnType<typeof orderOf>;
}[] = [
  { name: 'nobody', agents: [], order: { ok: true, order: [] } },
  {
    name: 'a chain, whatever its order',
    agents: [named('c', 'b'), named('b', 'a'), named('a')],
    order: { ok: true, order: ['a', 'b', 'c'] },
  },
  {
    name: 'two that need the same, said twice',
    agents: [named('a'), named('b', 'a', 'a'), named('c', 'a', 'b')],
    order: { ok: true, order: ['a', 'b', 'c'] },
  },
  {
    name: 'what is not in the registry is no dependency',
    agents: [named('a', 'elsewhere')],
    order: { ok: true, order: ['a'] },
  },
  { name: 'itself', agents: [named('a', 'a')], order: { ok: false, cycle: ['a', 'a'] } },
  {
    name: 'a circle with one that waits for it',
    agents: [named('a', 'b'), named('b', 'c'), named('c', 'b'), named('d')],
    order: { ok: false, cycle: ['b', 'c', 'b'] },
  },
];

describe('the order of dependencies', () => {
  it.each(ROWS)('$name', ({ agents, order }) => {
    expect(orderOf(graphOf(agents))).toEqual(order);
  });

  it('law: what is needed comes first, or a path is named that is a circle', () => {
    const edges = fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 30 });
    fc.assert(
      fc.property(edges, (pairs) => {
        const agents = Array.from({ length: 10 }, (_, at) =>
          named(`n${at}`, ...pairs.filter(([from]) => from === at).map(([, to]) => `n${to}`)),
        );
        const graph = graphOf(agents);
        const found = orderOf(graph);
        const path = found.ok ? [] : found.cycle;
        for (const [at, key] of path.slice(0, -1).entries()) {
          expect(graph.needs.get(key)).toContain(path[at + 1]);
        }
        expect(path[0]).toBe(path.at(-1));
        const order = found.ok ? found.order : [];
        for (const [at, key] of order.entries()) {
          for (const need of graph.needs.get(key) ?? []) {
            expect(order.indexOf(need)).toBeLessThan(at);
          }
        }
        expect(found.ok ? order.length : path.length).toBeGreaterThan(found.ok ? 9 : 1);
      }),
    );
  });
});

describe('dependants', () => {
  const graph = graphOf([named('a'), named('b', 'a'), named('c', 'b'), named('d', 'a', 'c')]);
  it.each([
    ['a', ['b', 'd', 'c']],
    ['b', ['c', 'd']],
    ['d', []],
    ['unknown', []],
  ])('of %s, the nearest first', (key, expected) => {
    expect(dependantsOf(graph, key)).toEqual(expected);
  });

  it('of one in a circle are the others', () => {
    const round = graphOf([named('a', 'b'), named('b', 'a')]);
    expect(dependantsOf(round, 'a')).toEqual(['b']);
  });
});
