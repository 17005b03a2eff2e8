import type { StackSpec, WorldSpec } from '../../sandbox/world-spec.ts';
import type { DriftConfig } from '../../src/config/config.ts';
import { openCompany, type Company, type CompanyOptions } from '../conversations/company.ts';
import { DEV, REGION } from '../services/samples.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** The name of the stack whose bucket is called so. */
export const stackNamed = (bucket: string): string => `aws-coworker-12-${bucket}`;

/** A stack of ours with one versioned bucket. */
export const stackOf = (bucket: string, account: string = DEV): StackSpec => ({
  account,
  region: REGION,
  name: stackNamed(bucket),
  tags: { CoworkerManaged: 'true' },
  template: {
    Resources: {
      Data: {
        Type: 'AWS::S3::Bucket',
        Properties: {
          BucketName: bucket,
          VersioningConfiguration: { Status: 'Enabled' },
          PublicAccessBlockConfiguration: {
            BlockPublicAcls: true,
            BlockPublicPolicy: true,
            IgnorePublicAcls: true,
            RestrictPublicBuckets: true,
          },
          BucketEncryption: {
            ServerSideEncryptionConfiguration: [
              { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
            ],
          },
        },
      },
    },
  },
});

export interface DriftingOptions extends CompanyOptions {
  readonly drift?: Partial<DriftConfig>;
}

/** A company that looks at drift every day. */
export const openDrifting = (
  stacks: readonly StackSpec[],
  { drift = {}, world, ...options }: DriftingOptions = {},
): Promise<Company> =>
  openCompany({
    world: { replaceResources: true, pageSize: 10, stacks, ...world } satisfies WorldSpec,
    ...options,
    config: (config) => ({
      ...config,
      reports: {
        ...config.reports,
        drift: {
          enabled: true,
          repository: { owner: 'acme', repo: 'platform' },
          hourUtc: 5,
          accounts: 'all',
          ...drift,
        },
      },
    }),
  });

/** What the schedule does every minute, for some minutes. */
export const tick = async (one: Company, minutes = 2): Promise<void> => {
  for (let minute = 0; minute < minutes; minute += 1) {
    await one.opened.queue.send('drift-due', {});
    await one.settle();
    one.clock.pass(MINUTE_MS);
  }
};

/** To the next day, and what the schedule does then. */
export const nextDay = async (one: Company, minutes = 3): Promise<void> => {
  one.clock.pass(DAY_MS);
  await tick(one, minutes);
};

interface Change {
  readonly bucket: string;
  readonly account?: string;
}

const asAdmin = async (
  { world, clock }: Company,
  account: string,
  call: { readonly operation: string; readonly input: Readonly<Record<string, unknown>> },
): Promise<void> => {
  const keys = await world.credentialsOf('person-admin', account)();
  await world.call({
    clientName: 'CloudControlClient',
    commandName: `${call.operation}Command`,
    region: REGION,
    input: call.input,
    accessKeyId: keys.accessKeyId,
    secretAccessKey: keys.secretAccessKey,
    sessionToken: keys.sessionToken,
  });
  clock.pass(MINUTE_MS);
};

type Patch = readonly Readonly<Record<string, unknown>>[];

/** Somebody changes anything of a resource by hand; the patch is one of RFC 6902. */
export const patchResource = (
  one: Company,
  at: {
    readonly account: string;
    readonly type: string;
    readonly id: string;
    readonly patch: Patch;
  },
): Promise<void> =>
  asAdmin(one, at.account, {
    operation: 'UpdateResource',
    input: { TypeName: at.type, Identifier: at.id, PatchDocument: JSON.stringify(at.patch) },
  });

/** Somebody changes anything of a bucket by hand. */
export const patchBucket = (
  one: Company,
  { bucket, account = DEV }: Change,
  patch: Patch,
): Promise<void> => patchResource(one, { account, type: 'AWS::S3::Bucket', id: bucket, patch });

/** Somebody sets the versioning of a bucket by hand. */
export const setVersioning = (one: Company, change: Change, value: string): Promise<void> =>
  patchBucket(one, change, [{ op: 'replace', path: '/VersioningConfiguration/Status', value }]);

/** Somebody deletes a bucket by hand. */
export const deleteBucket = (one: Company, { bucket, account = DEV }: Change): Promise<void> =>
  asAdmin(one, account, {
    operation: 'DeleteResource',
    input: { TypeName: 'AWS::S3::Bucket', Identifier: bucket },
  });

/** The issues about drift. */
export const issues = ({ github }: Company) =>
  [...github.world.issues.values()].filter(({ labels }) => labels.includes('aws-drift'));

/** The first lines of what was said on an issue. */
export const said = async ({ github }: Company, number: number): Promise<readonly string[]> =>
  (await github.listComments(number)).map(({ body }) => body.split('\n')[0] ?? '');
