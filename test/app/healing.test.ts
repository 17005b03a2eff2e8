import { afterEach, describe, expect, it } from 'vitest';
import type { ResourceSpec } from '../../sandbox/world-spec.ts';
import type { Company } from '../conversations/company.ts';
import { lookId } from '../../src/app/health-look.ts';
import { Fault } from '../../src/task/fault.ts';
import { DEV } from '../services/samples.ts';
import {
  ALLOWS,
  failing,
  instance,
  INSTANCE,
  merge,
  openHealing,
  operated,
  passTo,
  said,
  tick,
  type HealingOptions,
} from './healing.ts';

const PROD = '222222222222';

let company: Company | undefined;
afterEach(async () => {
  await company?.close();
  company = undefined;
});

const open = async (options: HealingOptions = {}): Promise<Company> => {
  company = await openHealing(options);
  return company;
};

const ILL_ALL_DAY = {
  world: { replaceResources: true, resources: [instance()], metrics: failing([[-1, 9]]) },
};

const last = async (one: Company): Promise<string> => (await said(one)).at(-1) ?? '';

const issueOf = ({ github }: Company) =>
  [...github.world.issues.values()].find(({ labels }) => labels.includes('aws-health'));

const kinds = async ({ opened }: Company): Promise<readonly string[]> =>
  (await opened.store.listLedger(0)).map(({ kind }) => kind);

describe('healing without a person', () => {
  it('what a merged file allows is done once, told with its commit, and the issue closes', async () => {
    const one = await open();
    await tick(one, 4);
    expect(operated(one)).toEqual(['RebootInstances']);
    const [plan, receipt, ...more] = await said(one);
    expect(more).toEqual([]);
    expect(plan).toContain('· heals without a person');
    expect(plan).toContain('It takes no command.');
    const commit = one.github.world.branches.get('main') ?? '';
    expect(receipt).toContain(`commit \`${commit}\`, merged by \`maintainer\`, until 2026-12-31`);
    expect(receipt).toContain(`\`SourceIdentity\` \`healing-${commit.slice(0, 12)}\``);
    expect(issueOf(one)?.state).toBe('open');
    passTo(one, 2);
    await tick(one);
    expect(await last(one)).toMatch(/^\*\*Healthy again\*\*/);
    expect(issueOf(one)?.state).toBe('closed');
    expect(operated(one)).toHaveLength(1);
    expect(one.faults).toEqual([]);
  });

  it('AWS and the ledger know in whose name it was done', async () => {
    const one = await open();
    await tick(one, 3);
    const commit = one.github.world.branches.get('main') ?? '';
    const changing = one.world.calls.filter(({ action }) => action === 'ec2:RebootInstances');
    expect(changing.map(({ sourceIdentity, decision }) => [sourceIdentity, decision])).toEqual([
      [`healing-${commit.slice(0, 12)}`, 'allowed'],
    ]);
    expect(await kinds(one)).toEqual(['health', 'plan', 'standing approval', 'outcome']);
  });

  it('what does not help is said, and tried three times a day and no more', async () => {
    const one = await open(ILL_ALL_DAY);
    const counts: number[] = [];
    for (const hour of [0, 1, 2, 3, 4]) {
      if (hour > 0) passTo(one, hour);
      await tick(one);
      counts.push(operated(one).length);
    }
    expect(counts).toEqual([1, 2, 3, 3, 3]);
    const bodies = await said(one);
    expect(bodies.filter((body) => body.startsWith('**It did not help**'))).toHaveLength(3);
    expect(bodies[0]).toMatch(
      /^\*\*Not healed: `healed-too-often`\.\*\* It was healed 3 times within a day/,
    );
    expect(one.faults).toEqual([]);
  });

  it('what AWS stopped to retire its host is started, and what a person stopped is not', async () => {
    const stopped = (id: string, code: string): ResourceSpec => ({
      ...instance(DEV, id),
      attributes: { State: 'stopped', StateReason: { Code: code } },
    });
    const world = {
      replaceResources: true,
      resources: [
        stopped(INSTANCE, 'Server.ScheduledStop'),
        stopped('i-0a11d88e99f00a113', 'Client.UserInitiatedShutdown'),
      ],
    };
    const one = await open({ world });
    await tick(one);
    expect(operated(one)).toEqual(['StartInstances']);
    const { resources } = await one.world.snapshot();
    expect(resources.flatMap(({ state }) => state ?? [])).toEqual(['running', 'stopped']);
    expect(await last(one)).toContain('**To undo** · stop it again');
  });

  it('two nodes heal once', async () => {
    const one = await open();
    const twin = await one.startTwin();
    for (let minute = 0; minute < 3; minute += 1) {
      await Promise.all([
        one.opened.queue.send('health-due', {}),
        twin.queue.send('health-due', {}),
      ]);
      await Promise.all([one.opened.queue.drain(), twin.queue.drain()]);
      await one.settle();
      one.clock.pass(60_000);
    }
    expect(operated(one)).toEqual(['RebootInstances']);
  });

  it.each([
    ['the standing approval is written down', 'record'],
    ['the plan is posted', 'insertShown'],
    ['the heal is noted', 'beginHeal'],
    ['the plan is used up', 'redeem'],
    ['the outcome is written down', 'insertOutcome'],
    ['what was done is remembered', 'saveIssue'],
  ] as const)('a kill after %s heals once all the same', async (_, method) => {
    const one = await open();
    const { store } = one.opened;
    const real = store[method] as (...given: readonly unknown[]) => Promise<unknown>;
    let kills = 1;
    const killed = async (...given: readonly unknown[]): Promise<unknown> => {
      const answer = await real(...given);
      const isLate = method !== 'record' || JSON.stringify(given).includes('standing approval');
      if (isLate && kills > 0) {
        kills -= 1;
        throw new Fault('unavailable', 'the process ends here');
      }
      return answer;
    };
    Object.assign(store, { [method]: killed });
    await tick(one, 5);
    expect(kills).toBe(0);
    expect(operated(one)).toEqual(['RebootInstances']);
    expect(await last(one)).toMatch(/^## Done/);
    expect(one.faults).toHaveLength(1);
  });

  it('a look at another moment than now is not made', async () => {
    const one = await open();
    passTo(one, 5);
    const workId = lookId({ everyHours: 1 }, one.clock.now());
    await one.opened.store.insertWork(workId, { now: '2026-11-20T17:00:00Z', watched: [] });
    await tick(one);
    expect(operated(one)).toEqual([]);
    expect(issueOf(one)).toBeUndefined();
  });

  it.each([
    ['of an hour to come', 1, false],
    ['of this hour', 0, true],
    ['of the hour before, which was late', -1, true],
    ['of two hours before', -2, false],
  ])('a look %s is answered: no look can be had in advance', async (_, hours, isMade) => {
    const one = await open();
    const { store, queue } = one.opened;
    const moment = new Date(one.clock.now().getTime() + hours * 3_600_000);
    const workId = lookId({ everyHours: 1 }, moment);
    await store.insertWork(workId, { now: one.clock.now().toISOString(), watched: [] });
    await queue.send('health', { workId });
    await one.settle();
    expect((await store.readWork(workId))?.output !== undefined).toBe(isMade);
  });

  it('no command of a person is obeyed in its issue', async () => {
    const one = await open({ by: 'developer' });
    await tick(one);
    const number = issueOf(one)?.number ?? 0;
    for (const line of ['/approve', '/plan', '/rollback']) {
      await one.deliver((await one.github.comment('maintainer', number, line)).webhooks);
      await one.settle();
    }
    expect(operated(one)).toEqual([]);
    expect((await said(one)).map((body) => body.split('\n')[0])).toHaveLength(4);
  });
});

const EXPIRED = ALLOWS.replace('2026-12-31', '2026-11-20');

describe('nothing heals', () => {
  it.each<readonly [string, HealingOptions]>([
    ['where nothing is loaded', { loaded: '' }],
    ['where the file has no row', { merged: 'heals: []\n' }],
    ['in a tier without a row', { merged: ALLOWS.replaceAll('[development]', '[sandbox]') }],
    [
      'below the level that a row asks for',
      { merged: ALLOWS.replaceAll('autonomy: 6', 'autonomy: 7') },
    ],
    [
      'in production, where it is a proposal',
      {
        account: PROD,
        world: {
          replaceResources: true,
          resources: [instance(PROD)],
          metrics: failing([[-1, 1]], PROD),
        },
      },
    ],
  ])('%s: nothing is planned and nothing said', async (_, options) => {
    const one = await open(options);
    await tick(one);
    expect(issueOf(one)?.body).toContain('Reboot the EC2 instance');
    expect(await said(one)).toEqual([]);
    expect(operated(one)).toEqual([]);
  });

  it.each<readonly [string, HealingOptions, string]>([
    ['without a file on the branch', { loaded: ALLOWS, merged: '' }, 'has no `config/healing.yml`'],
    [
      'where another file is merged than the one loaded',
      { loaded: ALLOWS, merged: `${ALLOWS}# more\n` },
      'is not the one that is loaded here',
    ],
    ['where a writer merged it', { by: 'developer' }, '`developer` merged `config/healing.yml`'],
    ['after its end', { merged: EXPIRED }, 'ended at 2026-11-20 00:00 UTC'],
    [
      'in a freeze',
      {
        more: (config) => ({
          ...config,
          freezes: [
            {
              name: 'Fair',
              from: '2026-11-20T00:00:00Z',
              until: '2026-11-21T00:00:00Z',
              tiers: ['development'],
            },
          ],
        }),
      },
      'The change freeze "Fair" lasts',
    ],
  ])('%s, and the issue says so', async (_, options, because) => {
    const one = await open(options);
    await tick(one);
    expect(operated(one)).toEqual([]);
    const bodies = await said(one);
    expect(bodies).toHaveLength(1);
    expect(bodies[0]).toMatch(/^\*\*Not healed: `/);
    expect(bodies[0]).toContain(because);
    expect(bodies[0]).not.toContain('## Plan');
    expect(one.faults).toEqual([]);
  });

  it('of a file that somebody pushed past the pull request', async () => {
    const one = await open({ loaded: ALLOWS, merged: '' });
    await one.github.push('owner', 'main', { 'config/healing.yml': ALLOWS });
    await tick(one);
    expect(operated(one)).toEqual([]);
    expect(await last(one)).toContain('No merged pull request brought');
  });
});

/** Acts when the orchestrator has decided, just before it hands the heal to the deployer. */
const atRelease = (act: () => Promise<unknown>) => (send: typeof fetch) => {
  let isDone = false;
  return async (...[input, init]: Parameters<typeof fetch>) => {
    const text = await new Request(input, init).clone().text();
    if (!isDone && text.includes('repository_ids')) {
      isDone = true;
      await act();
    }
    return send(input, init);
  };
};

describe('the deployer decides for itself', () => {
  it.each<readonly [string, (one: Company) => Promise<unknown>, string]>([
    [
      'another file was merged meanwhile',
      (one) => merge(one, 'heals: []\n'),
      'is not the one that is loaded here',
    ],
    [
      'who merged it may not approve any more',
      async (one) => one.github.setRole('maintainer', 'read'),
      '`maintainer` merged',
    ],
    [
      'somebody closed the issue',
      (one) => one.github.close('reader', issueOf(one)?.number ?? 0),
      'The issue is closed',
    ],
    [
      'somebody edited the issue',
      (one) => one.github.editIssue('developer', issueOf(one)?.number ?? 0, { title: 'Mine' }),
      'The issue changed after this plan was made',
    ],
    [
      'the same was healed meanwhile',
      async ({ opened }) => {
        const resource = `333333333333 us-east-1 AWS::EC2::Instance ${INSTANCE}`;
        await opened.store.beginHeal({ planId: 'p9-other' as never, resource }, () => true);
      },
      'healed less than 30 minutes ago',
    ],
  ])('%s: nothing is called', async (_, act, because) => {
    const acting: { one?: Company } = {};
    const one = await open({
      hold: atRelease(async () => (acting.one === undefined ? undefined : act(acting.one))),
    });
    acting.one = one;
    await tick(one);
    expect(operated(one)).toEqual([]);
    expect((await said(one)).join('\n')).toContain(because);
    expect(one.faults).toEqual([]);
  });
});
