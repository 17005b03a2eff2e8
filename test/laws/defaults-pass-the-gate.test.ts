import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { openCompany, type Company } from '../conversations/company.ts';
import { driveIn } from '../conversations/drive.ts';

const open: Company[] = [];
afterEach(async () => {
  for (const company of open.splice(0)) await company.close();
});

const form = (rows: Readonly<Record<string, string>>): string =>
  Object.entries(rows)
    .map(([heading, value]) => `### ${heading}\n\n${value}\n`)
    .join('\n');

const PLACES = [
  ['staging', 'delphi-staging', '444444444444', 'stg'],
  ['production', 'apollo-prod', '222222222222', 'prod'],
] as const;

const SERVICES: readonly (readonly [service: string, details: string])[] = [
  ['S3 bucket', 'Confidentiality: internal.'],
  ['DynamoDB table', 'Partition key pk.'],
  ['SNS topic', 'No subscriptions yet.'],
  ['EC2 instance', 'Instance type: t3.small'],
  ['IAM role', 'Trusted by lambda.amazonaws.com.'],
  [
    'Lambda function',
    'Runtime: python3.13\nHandler: app.handler\nCode: s3://acme-SHORT-use1-packages/a/1.zip',
  ],
];

const packages = (account: string, short: string) => ({
  account,
  region: 'us-east-1',
  type: 'AWS::S3::Bucket',
  id: `acme-${short}-use1-packages`,
  properties: {
    BucketName: `acme-${short}-use1-packages`,
    VersioningConfiguration: { Status: 'Enabled' },
  },
  attributes: { Objects: ['a/1.zip'] },
});

const rows = PLACES.flatMap(([tier, account, id, short]) =>
  SERVICES.map(([service, details]) => ({ tier, account, id, short, service, details })),
);

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What the one open pull request brings, by file name, of each stack. */
const stacksOf = async (company: Company): Promise<readonly Record<string, string>[]> => {
  const [pull] = await company.github.listPullRequests();
  const body = pull?.body ?? '';
  const folders = new Set(
    [...body.matchAll(/(infrastructure\/[\w/.-]+)\/reviewed\.json/g)].map(([, folder]) => folder),
  );
  const names = ['template.json', 'parameters.json', 'reviewed.json'];
  return Promise.all(
    [...folders].map(async (folder) => {
      const texts = names.map(async (name) => [
        name,
        (await company.github.readFile(pull?.headRef ?? '', `${folder}/${name}`)) ?? '',
      ]);
      return Object.fromEntries(await Promise.all(texts)) as Record<string, string>;
    }),
  );
};

describe('what is planned with the defaults of the tier passes the gate of the tier', () => {
  it.each(rows)(
    '$service in $tier is proposed',
    async ({ account, id, short, service, details }) => {
      const company = await openCompany({ world: { resources: [packages(id, short)] } });
      open.push(company);
      const driven = await driveIn(company, {
        title: 'A new one',
        body: form({
          'Task type': 'CreateResource',
          Service: service,
          Account: account,
          Region: service === 'IAM role' ? 'global' : 'us-east-1',
          Name: service === 'S3 bucket' ? `acme-${short}-use1-ledger` : 'ledger',
          Details: details.replace('SHORT', short),
        }),
      });
      const said = await driven.said();
      expect(said).toContain('**Review** PROCEED');
      expect(said).toContain('is open with exactly this plan');
      const stacks = await stacksOf(company);
      const planned = [...said.matchAll(/^- create .*? `([A-Za-z0-9]+)`/gm)].map(([, one]) => one);
      const made = stacks.flatMap(({ 'template.json': text = '' }) =>
        Object.keys((JSON.parse(text) as { Resources: object }).Resources),
      );
      expect(new Set(made)).toEqual(new Set(planned));
      for (const { 'template.json': text = '', 'parameters.json': more = '', ...rest } of stacks) {
        const reviewed = JSON.parse(rest['reviewed.json'] ?? '') as Record<string, string>;
        expect(said).toContain(`Plan \`${reviewed['planDigest']?.slice(0, 12)}\``);
        expect(reviewed['templateSha256']).toBe(sha256(text));
        expect(reviewed['parametersSha256']).toBe(sha256(more));
      }
    },
  );
});
