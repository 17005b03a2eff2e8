import { describe, expect, it } from 'vitest';
import { createLookLine, expectedLine } from '../../src/cli/look-line.ts';
import { lookProgressWords, renderLongLook } from '../../src/reply/look.ts';
import { expectLook } from '../../src/report/look.ts';
import type { AwsAccount } from '../../src/task/account.ts';
import type { ReadingTask } from '../../src/task/aws-task.ts';
import { taskId, type AccountId, type Region } from '../../src/task/ids.ts';
import { account } from '../services/samples.ts';

const accountId = (n: number): AccountId => String(100000000000 + n) as AccountId;

const region = (at: number): Region => `r-${at}` as Region;

const accounts = (count: number, regions: number): readonly AwsAccount[] =>
  Array.from({ length: count }, (_, n) => ({
    ...account(),
    id: accountId(n),
    regions: Array.from({ length: regions }, (_r, at) => region(at)),
  }));

const task = (of: Partial<ReadingTask>): ReadingTask => ({
  id: taskId(1),
  taskType: 'SecurityAudit',
  parameters: {},
  dependencies: [],
  assignedAgent: 'BillGates',
  scope: { accounts: 'all', regions: 'all' },
  ...of,
});

const BUCKETS = { resourceType: 'AWS::S3::Bucket' } as const;

describe('a look that is expected', () => {
  it.each<readonly [string, readonly ReadingTask[], readonly AwsAccount[], number]>([
    ['of nothing', [], accounts(3, 3), 0],
    ['in no account', [task({})], [], 0],
    ['of one kind', [task(BUCKETS)], accounts(3, 2), 6],
    [
      'of one kind in one account and region',
      [
        task({
          ...BUCKETS,
          scope: { accounts: [accountId(1)], regions: [region(0)] },
        }),
      ],
      accounts(3, 2),
      1,
    ],
    ['twice', [task(BUCKETS), task(BUCKETS)], accounts(3, 2), 12],
  ])('has so many places: %s', (_, tasks, all, places) => {
    expect(expectLook(tasks, all).places).toBe(places);
  });

  it('of a small organization is said to nobody, and of a very large one asked about', () => {
    expect(expectLook([task({})], accounts(10, 8)).seconds).toBeLessThan(300);
    expect(expectLook([task({})], accounts(1000, 17)).seconds).toBeGreaterThan(600);
    expect(
      expectLook([task({ taskType: 'DiscoverResources' })], accounts(100, 8)).seconds,
    ).toBeLessThan(300);
  });
});

describe('what is said of it', () => {
  it('tells how far it is and how long it takes', () => {
    expect(lookProgressWords({ done: 200, all: 800, at: 'a@b' }, 60)).toBe(
      '▓▓▓▓▓░░░░░░░░░░░░░░░ 200 of 800 places · `a@b` · 60 seconds so far, about 3 minutes more',
    );
    expect(lookProgressWords({ done: 0, all: 800, at: 'a' }, 30)).toContain('30 seconds so far');
  });

  it('asks with what answers', () => {
    const asked = renderLongLook({ places: 8500, accounts: 500, seconds: 1200 });
    expect(asked).toContain('about 20 minutes');
    expect(asked).toContain('`/plan`');
  });
});

describe('on the command line', () => {
  const written = (isTerminal: boolean): readonly string[] => {
    const texts: string[] = [];
    let nowMs = 0;
    const line = createLookLine({ write: (text) => texts.push(text), isTerminal }, () => nowMs);
    for (let done = 1; done <= 3; done += 1) {
      nowMs += 10_000;
      line.tell({ done, all: 3, at: 'a\u001B[2J' });
    }
    line.end();
    return texts;
  };

  it('a log has a line now and then', () => {
    expect(written(false)).toEqual(['2 of 3 accounts and regions, a [2J, 20 seconds so far\n']);
  });

  it('a terminal has one line, which goes away', () => {
    const texts = written(true);
    expect(texts).toHaveLength(4);
    expect(texts.every((text) => text.startsWith('\r\u001B[K'))).toBe(true);
    expect(texts.at(-1)).toBe('\r\u001B[K');
  });

  it('what takes long is said, and nothing else', () => {
    const look = { places: 2000, accounts: 100, seconds: 400 };
    expect(expectedLine(look, 300)).toBe(
      'Expected: about 7 minutes for 2000 places in 100 accounts.\n',
    );
    expect(expectedLine(look, 400)).toBe('');
  });
});
