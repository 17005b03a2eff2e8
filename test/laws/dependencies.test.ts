import { array, assert, nat, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { needsOfEdges, orderOfNeeds, reversed, type Edge } from '../../src/plan/dependencies.ts';
import { draftSteps } from '../../src/services/draft-steps.ts';
import { taskId } from '../../src/task/ids.ts';
import { account, config, issue, task } from '../services/samples.ts';

const MOST = 7;
const KEYS = Array.from({ length: MOST }, (_, index) => `thing-${index}`);

const edge = tuple(nat(MOST - 1), nat(MOST - 1)).map(([a, b]): Edge => ({
  waits: KEYS[a] ?? '',
  for: KEYS[b] ?? '',
  because: 'a law',
}));
const anyEdges = array(edge, { maxLength: 14 });
/** Edges that only lead to earlier things can not go round. */
const roundless = anyEdges.map((edges) => edges.filter((one) => one.for < one.waits));

const order = (edges: readonly Edge[]) => orderOfNeeds(needsOfEdges(KEYS, edges));

const respects = (sorted: readonly string[], edges: readonly Edge[]): boolean =>
  edges.every((one) => sorted.indexOf(one.for) < sorted.indexOf(one.waits));

describe('the order of what depends on each other', () => {
  it('respects every edge, and holds everything once', () => {
    assert(
      property(roundless, (edges) => {
        const found = order(edges);
        expect(found.ok && respects(found.order, edges)).toBe(true);
        expect(found.ok && found.order.toSorted()).toEqual(KEYS);
      }),
    );
  });

  it('of a deletion is that of the making turned round', () => {
    assert(
      property(roundless, (edges) => {
        const [made, gone] = [order(edges), order(reversed(edges))];
        expect(made.ok && respects(made.order.toReversed(), reversed(edges))).toBe(true);
        expect(gone.ok && respects(gone.order.toReversed(), edges)).toBe(true);
      }),
    );
  });

  it('is either whole or the path of a circle that really goes round', () => {
    assert(
      property(anyEdges, (edges) => {
        const found = order(edges);
        if (found.ok) {
          expect(respects(found.order, edges)).toBe(true);
          return;
        }
        const { cycle } = found;
        expect(cycle.length).toBeGreaterThan(1);
        expect(cycle[0]).toBe(cycle.at(-1));
        const isEdge = (a: string | undefined, b: string | undefined): boolean =>
          edges.some((one) => one.waits === a && one.for === b);
        expect(cycle.slice(1).every((key, index) => isEdge(cycle[index], key))).toBe(true);
      }),
    );
  });
});

const FREE = {
  identifier: 'x',
  exists: false,
  ownStack: null,
  owner: { owner: 'nobody' },
  properties: null,
} as const;

const draftTables = (edges: readonly Edge[]) => {
  const tasks = KEYS.map((name, index) =>
    task(
      'AWS::DynamoDB::Table',
      { name, partitionKey: 'id' },
      {
        id: taskId(index + 1),
        dependencies: edges
          .filter((one) => one.waits === name)
          .map((one) => taskId(KEYS.indexOf(one.for) + 1)),
      },
    ),
  );
  const facts = Object.fromEntries(KEYS.map((name, at) => [taskId(at + 1), { ...FREE, name }]));
  const choices = { skipped: [], added: [] };
  const accounts = [account()];
  return draftSteps({ schemaVersion: 1, issue, tasks, accounts, choices, facts }, config);
};

describe('the phases of a plan of several tasks', () => {
  it('keep every edge, or the circle is named and nothing is planned', () => {
    assert(
      property(anyEdges, (edges) => {
        const drafted = draftTables(edges);
        const found = order(edges);
        expect(drafted.ok).toBe(found.ok);
        if (!drafted.ok) {
          expect(drafted.refusal.code).toBe('dependency-cycle');
          expect(drafted.refusal.because).toMatch(/`thing-\d` → .*`thing-\d`/);
          return;
        }
        const phaseOf = (name: string): number =>
          drafted.value.steps.find(
            ({ draft }) => 'stackName' in draft && draft.stackName.endsWith(name),
          )?.phase ?? 0;
        expect(edges.every((one) => phaseOf(one.for) < phaseOf(one.waits))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});
