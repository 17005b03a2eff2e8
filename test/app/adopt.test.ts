import { afterEach, describe, expect, it } from 'vitest';
import type { Company } from '../conversations/company.ts';
import { issues, openDrifting, setVersioning, stackOf, tick, nextDay, type DriftingOptions } from './drifting.ts';

const PROD = '222222222222';
const STAGING = '444444444444';
const ORDERS = { bucket: 'orders' };

let company: Company | undefined;
afterEach(async () => {
  await company?.close();
  company = undefined;
});

const comment = async (one: Company, who: string, body: string): Promise<void> => {
  const number = issues(one)[0]?.number ?? 0;
  await one.deliver((await one.github.comment(who, number, body)).webhooks);
  await one.settle();
};

const answers = async (one: Company): Promise<readonly string[]> =>
  (await one.github.listComments(issues(one)[0]?.number ?? 0))
    .filter(({ login }) => login.endsWith('[bot]'))
    .map(({ body }) => body);

const drifted = async (options: DriftingOptions & { readonly account?: string } = {}) => {
  const { account, ...rest } = options;
  company = await openDrifting([stackOf('orders', account)], rest);
  const change = account === undefined ? ORDERS : { ...ORDERS, account };
  await setVersioning(company, change, 'Suspended');
  await tick(company, 2);
  return company;
};

describe('/adopt', () => {
  it('records what is there, changes nothing real, and closes the issue', async () => {
    const one = await drifted();
    await comment(one, 'developer', '/adopt');
    const [plan] = await answers(one);
    console.log(plan);
    one.clock.pass(60_000);
    const digest = /\/approve ([0-9a-f]{12})/.exec(plan ?? '')?.[1] ?? '';
    await comment(one, 'maintainer', `/approve ${digest}`);
    console.log((await answers(one)).at(-1));
    console.log(issues(one).map((i) => i.state), one.faults);
    await nextDay(one);
    console.log((await answers(one)).at(-1));
    await comment(one, 'maintainer', '/rollback');
    console.log((await answers(one)).at(-1)?.slice(0, 3000));
  });
});
