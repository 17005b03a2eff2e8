import { describe, expect, it } from 'vitest';
import { graphOf } from '../../src/agents/dependency-graph.ts';
import type { ServiceAgent } from '../../src/task/aws-resource.ts';
import { pageOfAgents, type AgentsAsked } from '../../src/web/gather-registry.ts';
import { graphPart } from '../../src/web/parts/graph.ts';
import { AGENT, resource } from '../reply/samples.ts';

const named = (at: number, ...needs: readonly number[]): ServiceAgent => ({
  ...AGENT,
  name: `agent-${at}`,
  resource: resource({ id: `agent-${at}`, arn: `arn:${String(at).padStart(4, '0')}` }),
  dependencies: needs.map((one) => `arn:${String(one).padStart(4, '0')}`),
});

const many = (count: number): readonly ServiceAgent[] =>
  Array.from({ length: count }, (_, at) => named(at));

const ROWS: readonly (readonly [string, number, AgentsAsked, string])[] = [
  ['nobody', 0, { page: 1 }, '1/1 0 of 0'],
  ['few', 25, { page: 1 }, '1/1 25 of 25'],
  ['one more than a page', 26, { page: 2 }, '2/2 1 of 26'],
  ['a thousand', 1000, { page: 40 }, '40/40 25 of 1000'],
  ['a page behind the last', 30, { page: 99 }, '2/2 5 of 30'],
  ['a page before the first', 30, { page: -1 }, '1/2 25 of 30'],
  ['a page of a persona', 30, { page: 1, persona: 'SteveJobs' }, '1/2 25 of 30'],
  ['a persona who looks after nothing', 30, { page: 1, persona: 'Drucker' }, '1/1 0 of 0'],
  ['nobody of this name', 30, { page: 1, persona: '<script>' }, '1/2 25 of 30'],
];

describe('a page of the registry', () => {
  it.each(ROWS)('%s', (_, count, asked, expected) => {
    const { page, pages, rows, matching } = pageOfAgents(many(count), asked);
    expect(`${page}/${pages} ${rows.length} of ${matching}`).toBe(expected);
  });

  it('those who need a look come first, and who is Terminated is counted', () => {
    const [first, second, third, gone] = many(4);
    if (!first || !second || !third || !gone) throw new Error('there are four');
    const { rows, terminated } = pageOfAgents(
      [
        { ...first, healthStatus: 'Healthy' },
        second,
        { ...third, healthStatus: 'Unhealthy' },
        { ...gone, state: 'Terminated' },
      ],
      { page: 1 },
    );
    expect(rows.map(({ name }) => name)).toEqual(['agent-2', 'agent-1', 'agent-0']);
    expect(terminated).toBe(1);
  });
});

describe('the picture of dependencies', () => {
  const drawn = async (agents: readonly ServiceAgent[]): Promise<string> =>
    (await graphPart(graphOf(agents))).toString();
  const boxes = (text: string): number => text.match(/class="node"/g)?.length ?? 0;

  it.each([
    ['two agents', [named(0, 1), named(1)], 0, ''],
    ['three that need nothing', many(3), 0, 'No agent is known to need another.'],
    ['three in a row', [named(0, 1), named(1, 2), named(2)], 3, 'An arrow leads to'],
    ['one that needs nothing', [named(0, 1), named(1), named(2)], 2, '1 of 3 agents are not drawn'],
    ['a circle', [named(0, 1), named(1, 2), named(2, 0)], 0, 'go round in a circle'],
    [
      'a hundred that need the first',
      many(100).map((one, at) => (at === 0 ? one : named(at, 0))),
      30,
      '70 of 100 agents are not drawn',
    ],
  ] as const)('%s', async (_, agents, count, said) => {
    const text = await drawn(agents);
    expect(boxes(text)).toBe(count);
    expect(text).toContain(said);
  });

  it('arrows lead to the right, whatever the order', async () => {
    const text = await drawn([named(2), named(0, 1, 2), named(1, 2)]);
    for (const [, from, to] of text.matchAll(/d="M(\d+) \S+ C.* (\d+) \S+"/g)) {
      expect(Number(to)).toBeGreaterThan(Number(from));
    }
    expect(text.match(/class="edge"/g)).toHaveLength(3);
  });
});
