import { afterAll, describe, expect, it } from 'vitest';
import { AwsError } from '../../sandbox/aws-error.ts';
import type { WireCall } from '../../sandbox/plugin.ts';
import { openCompany, type Company } from '../conversations/company.ts';
import { driveIn, type Driven } from '../conversations/drive.ts';
import { form, stateOf } from './props.ts';

/** How a call goes wrong. */
interface Break {
  readonly name: string;
  readonly error: AwsError;
  /** `after`: AWS does what it was asked, and only its answer is lost. */
  readonly when: 'before' | 'after';
  readonly times: number;
}

const ALWAYS = Number.POSITIVE_INFINITY;

const BREAKS: readonly Break[] = [
  {
    name: 'is denied',
    error: new AwsError('AccessDenied', 403, 'not authorized'),
    when: 'before',
    times: ALWAYS,
  },
  {
    name: 'is throttled for ever',
    error: new AwsError('ThrottlingException', 400, 'Rate exceeded'),
    when: 'before',
    times: ALWAYS,
  },
  {
    name: 'meets an expired token',
    error: new AwsError('ExpiredToken', 403, 'expired'),
    when: 'before',
    times: ALWAYS,
  },
  {
    name: 'breaks once',
    error: new AwsError('InternalFailure', 500, 'internal'),
    when: 'before',
    times: 1,
  },
  {
    name: 'loses its answer',
    error: new AwsError('InternalFailure', 500, 'internal'),
    when: 'after',
    times: 1,
  },
];

const operationOf = ({ clientName, commandName }: WireCall): string =>
  `${clientName.replace(/Client$/, '')}.${commandName.replace(/Command$/, '')}`;

/** One company for all breaks: the deployer's calls can be seen and broken while it runs. */
const openBreakable = async () => {
  let armed: { operation: string; broken: Break; left: number } | undefined;
  let seen: string[] | undefined;
  /** What the last execution was asked for, by change set and token. */
  const asked = new Set<string>();
  const company: Company = await openCompany({
    config: (config) => ({ ...config, approvals: { ...config.approvals, issuesPerHour: 1000 } }),
    intercept: async (call, send) => {
      const operation = operationOf(call);
      seen?.push(operation);
      if (operation === EXECUTE) asked.add(JSON.stringify(call.input));
      if (armed === undefined || armed.operation !== operation || armed.left <= 0) return send();
      armed.left -= 1;
      if (armed.broken.when === 'after') await send();
      throw armed.broken.error;
    },
  });
  return {
    company,
    asked,
    /** Runs the execution of an approved plan, with one operation broken. */
    execute: async (operation?: string, broken?: Break): Promise<readonly string[]> => {
      const calls: string[] = [];
      seen = calls;
      asked.clear();
      if (operation !== undefined && broken !== undefined) {
        armed = { operation, broken, left: broken.times };
      }
      await company.runOnly('execute');
      armed = undefined;
      seen = undefined;
      await company.settle();
      return calls;
    },
  };
};

const EXECUTE = 'CloudFormation.ExecuteChangeSet';

type Breakable = Awaited<ReturnType<typeof openBreakable>>;

let count = 0;

/** Plans a bucket and has it approved and released; what is left to do is the execution. */
const release = async ({ company }: Breakable): Promise<Driven> => {
  count += 1;
  const driven = await driveIn(company, form({ Name: `acme-dev-use1-break-${count}` }));
  company.clock.pass(30_000);
  const line = `/approve ${await driven.digest()}`;
  const said = await company.github.comment('maintainer', driven.issue, line);
  await company.deliver(said.webhooks);
  await company.runOnly('delivery');
  await company.runOnly('release');
  return driven;
};

const NAMED = /^## (Done|Failed|Not begun|Done in part|Stopped)(?: (?:in|after)| ·) /m;

/** Every call is denied and loses its answer; of the other ways each call meets two. */
const breaksOf = (index: number): readonly Break[] =>
  BREAKS.filter(({ name }, at) => /denied|answer/.test(name) || at % 2 === index % 2);

describe('law: whichever call of an execution fails, and however, its outcome is named', () => {
  let opened: Breakable | undefined;
  afterAll(() => opened?.company.close());

  it('nothing is left under way, nothing is executed twice, and a lost answer is no failure', async () => {
    const breakable = await openBreakable();
    opened = breakable;
    await release(breakable);
    const operations = [...new Set(await breakable.execute())];
    expect(operations).toContain(EXECUTE);
    const wrong: string[] = [];
    for (const [index, operation] of operations.entries()) {
      for (const broken of breaksOf(index)) {
        const driven = await release(breakable);
        await breakable.execute(operation, broken);
        const outcome = NAMED.exec((await driven.bodies()).at(-1) ?? '')?.[1];
        const status = (await stateOf(driven))?.status;
        const isWrong =
          outcome === undefined ||
          // A call without an answer may be made again, but only with the same token.
          breakable.asked.size > 1 ||
          status === 'InProgress' ||
          status === 'Pending' ||
          (broken.times === 1 && outcome !== 'Done');
        if (isWrong) wrong.push(`${operation} ${broken.name}: ${outcome}, ${status}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(breakable.company.faults.map(String)).toEqual([]);
  }, 600_000);
});
