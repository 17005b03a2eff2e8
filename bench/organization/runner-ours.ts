/** The application: its own sessions, pace, fan-out and judgement. */
import { readKnowledge } from '../../src/app/knowledge.ts';
import { systemClock } from '../../src/app/system-clock.ts';
import { openReaderAws } from '../../src/app/wire-reader.ts';
import { loadSdk } from '../../src/aws/client-table.ts';
import { gatherAudit } from '../../src/report/audit/gather/gather.ts';
import { gatherInventory, placesOf } from '../../src/report/inventory/gather.ts';
import { ec2Instance } from '../../src/services/ec2-instance/index.ts';
import type { AwsAccount } from '../../src/task/account.ts';
import type { AccountId, Region } from '../../src/task/ids.ts';
import { config } from '../../test/services/samples.ts';
import { runAsked, type RunOrder } from './run-order.ts';

/** The rules of the eight checks, each of which is one call for each bucket. */
const EIGHT = ['S3-01', 'S3-02', 'S3-03', 'S3-04', 'S3-06', 'S3-07', 'S3-08', 'S3-12'];

const accountsOf = ({ accounts, regions }: RunOrder): readonly AwsAccount[] =>
  accounts.map((id) => ({
    id: id as AccountId,
    name: `account-${id}`,
    role: 'Production',
    tier: 'production',
    tierSource: 'config',
    regions: regions as readonly Region[],
    ou: 'Workloads',
    tags: {},
    createdAt: '',
    status: 'ACTIVE',
  }));

type Opened = ReturnType<typeof openReaderAws>;

const open = ({ endpoint, rate }: RunOrder): Opened =>
  openReaderAws(
    { config },
    {
      config,
      clock: systemClock,
      homeRegion: 'us-east-1' as Region,
      endpoint,
      readerIdentity: async () => ({ accessKeyId: 'AKIA121212121212', secretAccessKey: 'secret' }),
      ...(rate === undefined ? {} : { rates: { EC2: rate, S3: rate } }),
    },
  );

let opened: Opened | undefined;

/** One door for all rounds, as in the worker that runs for weeks. */
const openAws = (order: RunOrder): Opened => (opened ??= open(order));

const fail = (reason: unknown): never => {
  throw new Error(JSON.stringify(reason));
};

const sweep = async (order: RunOrder): Promise<number> => {
  const { aws } = openAws(order);
  const places = placesOf(accountsOf(order), 'all', [ec2Instance]);
  const { failed, seen, resources } = await gatherInventory(places, aws.openLister);
  if (failed.length > 0 || seen !== places.length) fail(failed.slice(0, 3));
  return seen * 3 - (resources.length > 0 ? 0 : 1);
};

const { baselines } = readKnowledge();

const audit = async (order: RunOrder): Promise<number> => {
  const { aws } = openAws(order);
  const report = await gatherAudit(
    {
      accounts: accountsOf(order),
      regions: 'all',
      resourceType: 'AWS::S3::Bucket',
      only: new Set(EIGHT),
      baselines,
      config,
      now: systemClock.now(),
    },
    aws.openOwnReader,
  );
  const { buckets = 0 } = report.looked;
  if (report.notReadCount + report.notSeen.length > 0) fail(report.notSeen.slice(0, 3));
  return buckets * EIGHT.length;
};

await Promise.all((['STS', 'EC2', 'S3'] as const).map(loadSdk));
await runAsked({ sweep, audit });
