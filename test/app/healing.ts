import { parse } from 'yaml';
import type { MetricSpec, Stretch } from '../../sandbox/metrics.ts';
import type { ResourceSpec } from '../../sandbox/world-spec.ts';
import { healingFile, healingOf } from '../../src/config/healing-file.ts';
import type { Config } from '../../src/config/config.ts';
import { openCompany, type Company, type CompanyOptions } from '../conversations/company.ts';
import { parseAccountId } from '../../src/task/ids.ts';
import { DEV, REGION, sure } from '../services/samples.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export const INSTANCE = 'i-0a11d88e99f00a112';

/** A file that allows to reboot and start instances in development. */
export const ALLOWS = `expires: "2026-12-31T00:00:00Z"
heals:
  - type: AWS::EC2::Instance
    tiers: [development]
    autonomy: 6
    operation: ec2:reboot
  - type: AWS::EC2::Instance
    tiers: [development]
    autonomy: 6
    operation: ec2:start
`;

export const instance = (account: string = DEV, id = INSTANCE): ResourceSpec => ({
  account,
  region: REGION,
  type: 'AWS::EC2::Instance',
  id,
  properties: { InstanceType: 't3.micro' },
});

/** What is measured: status checks that fail in some hours, from the beginning at 17:00. */
export const failing = (
  hours: readonly (readonly [from: number, to: number])[],
  account: string = DEV,
): readonly MetricSpec[] => {
  const base = {
    account,
    region: REGION,
    namespace: 'AWS/EC2',
    dimensions: { InstanceId: INSTANCE },
  };
  const stretches = hours.map(([from, to]): Stretch => ({
    fromHoursAgo: -from,
    toHoursAgo: -to,
    value: 1,
    period: 300,
  }));
  return [
    { ...base, metric: 'StatusCheckFailed', values: { constant: 0 } },
    { ...base, metric: 'StatusCheckFailed', values: { stretches } },
    { ...base, metric: 'CPUUtilization', values: { constant: 12 } },
  ];
};

export interface HealingOptions extends CompanyOptions {
  /** What is loaded; without it the file that is merged. */
  readonly loaded?: string;
  /** What is merged, and by whom; empty for no file. */
  readonly merged?: string;
  readonly by?: string;
  /** Where it is looked. */
  readonly account?: string;
  readonly more?: (config: Config) => Config;
}

const withHealing = (config: Config, text: string, account: string): Config => {
  const { healing: _, ...rest } = config;
  const read = healingOf(healingFile.parse(parse(text) ?? {}), text);
  return {
    ...rest,
    ...(read === undefined ? {} : { healing: read }),
    reports: {
      ...config.reports,
      health: {
        enabled: true,
        repository: { owner: 'acme', repo: 'platform' },
        everyHours: 1,
        accounts: [sure(parseAccountId(account))],
      },
    },
  };
};

/** Merges a text as `config/healing.yml`, on GitHub. */
export const merge = async ({ github }: Company, text: string, by = 'maintainer') => {
  await github.push('developer', 'healing', { 'config/healing.yml': text });
  await github.merge(by, github.openPullRequest('developer', 'healing', 'Heal by yourself'));
};

/** A company with one ill instance, and a file on its default branch. */
export const openHealing = async (options: HealingOptions = {}): Promise<Company> => {
  const { loaded, merged = ALLOWS, by = 'maintainer', account = DEV, more, ...rest } = options;
  const company = await openCompany({
    world: {
      replaceResources: true,
      resources: [instance()],
      metrics: failing([[-1, 1]]),
    },
    ...rest,
    config: (config) => {
      const own = withHealing(config, loaded ?? merged, account);
      return more?.(own) ?? own;
    },
  });
  if (merged !== '') await merge(company, merged, by);
  return company;
};

/** What the schedule does every minute, for some minutes. */
export const tick = async (one: Company, minutes = 3): Promise<void> => {
  for (let minute = 0; minute < minutes; minute += 1) {
    await one.opened.queue.send('health-due', {});
    await one.settle();
    one.clock.pass(MINUTE_MS);
  }
};

/** To a few minutes after a full hour, counted from 17:00. */
export const passTo = (one: Company, hour: number): void => {
  const start = Date.parse('2026-11-20T17:00:00Z');
  one.clock.pass(start + hour * HOUR_MS + MINUTE_MS - one.clock.now().getTime());
};

/** Every call that changed an instance. */
export const operated = ({ world }: Company): readonly string[] =>
  world.calls.flatMap(({ operation }) =>
    /^(Reboot|Start|Stop|Terminate)Instances$/.test(operation) ? [operation] : [],
  );

/** What the application said in the issue of the instance, oldest first. */
export const said = async ({ github }: Company): Promise<readonly string[]> => {
  const issue = [...github.world.issues.values()].find(({ labels }) =>
    labels.includes('aws-health'),
  );
  return issue === undefined
    ? []
    : (await github.listComments(issue.number)).map(({ body }) => body);
};
