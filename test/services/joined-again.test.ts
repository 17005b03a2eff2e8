import { describe, expect, it } from 'vitest';
import type { DeployDraft } from '../../src/plan/step.ts';
import type { JsonObject } from '../../src/task/json.ts';
import type { Decided } from '../../src/task/refusal.ts';
import { draftIssue, factsAfter, madeBy, tasksOf, type Row } from './joined-issue.ts';
import { sure, taken } from './samples.ts';

const VPC: Row = ['AWS::EC2::VPC', { name: 'ledger', cidr: '10.44.0.0/16' }];
const subnet = (name: string, part: number, more: Row[1] = {}): Row => [
  'AWS::EC2::Subnet',
  { name, vpc: 'ledger', cidr: `10.44.${part}.0/24`, ...more },
];
const OPEN = subnet('open', 9, { public: true });
const EDGE: Row = ['AWS::EC2::InternetGateway', { name: 'edge', vpc: 'ledger' }];
const NAT: Row = ['AWS::EC2::NatGateway', { subnet: 'open' }];
const ENDPOINT: Row = ['AWS::EC2::VPCEndpoint', { name: 'sqs', vpc: 'ledger', service: 'sqs' }];

const stepsOf = (drafted: ReturnType<typeof draftIssue>): readonly DeployDraft[] =>
  taken(drafted).steps.flatMap(({ draft }) => (draft.kind === 'deploy' ? [draft] : []));

const THERE = {
  id: 'subnet-0123456789abcdef0',
  name: 'open',
  vpcId: 'vpc-00000001',
  zone: 'us-east-1a',
  cidr: '10.44.9.0/24',
  isPrivate: false,
  givesPublicIp: true,
};

/** What an edited issue is drafted to, after the stack of the first was made. */
const again = (
  before: readonly Row[],
  after: readonly Row[],
  subnets: readonly JsonObject[] = [],
) => {
  const made = madeBy(sure(stepsOf(draftIssue(tasksOf(before)))[0]));
  const tasks = tasksOf(after);
  // Nothing is found there by the name of a line, which the helper does not know.
  const facts = Object.entries(factsAfter(tasks, made)).map(
    ([id, one]) => [id, { ...one, found: [], subnets }] as const,
  );
  return { made, drafted: draftIssue(tasks, Object.fromEntries(facts)) };
};

const flat = (value: unknown, path = ''): readonly string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => flat(inner, `${path}/${key}`))
    : [`${path} ${String(value)}`];

/** What an edited issue changes in the stack, line by line of its template; empty for nothing. */
const changesOf = ({ made, drafted }: ReturnType<typeof again>): readonly string[] =>
  stepsOf(drafted).flatMap(({ template }) => {
    const [was, is] = [flat(JSON.parse(made.templateBody)), flat(template)];
    return [
      ...was.filter((line) => !is.includes(line)).map((line) => `- ${line}`),
      ...is.filter((line) => !was.includes(line)).map((line) => `+ ${line}`),
    ];
  });

const codeOf = <T>(decided: Decided<T>): string => (decided.ok ? 'taken' : decided.refusal.code);
const wordsOf = <T>(decided: Decided<T>): string => (decided.ok ? '' : decided.refusal.because);

const resourcesOf = (rows: ReturnType<typeof again>) =>
  sure(stepsOf(rows.drafted)[0]).template.Resources;

describe('an issue that is edited after its stack was made', () => {
  it('is refused the range of a line that was taken out, whose subnet stays', () => {
    const { drafted } = again([VPC, subnet('a', 1)], [VPC, subnet('b', 1)]);
    expect(codeOf(drafted)).toBe('range-taken');
    expect(wordsOf(drafted)).toContain('`a`');
  });

  it('is refused the range that a line below has still', () => {
    const { drafted } = again(
      [VPC, subnet('a', 1), subnet('b', 2)],
      [VPC, subnet('a', 2), subnet('b', 1)],
    );
    expect(codeOf(drafted)).toBe('range-taken');
  });

  it('has one gateway, also where its line was taken out', () => {
    const rows = [VPC, OPEN, subnet('more', 3)];
    const resources = resourcesOf(again([VPC, OPEN, EDGE], rows));
    const gateways = Object.values(resources).filter(({ Type }) =>
      Type.endsWith('InternetGateway'),
    );
    expect(gateways).toHaveLength(1);
    expect(Object.keys(resources)).toContain('MoreSubnet');
  });

  it.each<readonly [string, readonly Row[]]>([
    ['was taken out', [VPC, subnet('a', 1, { zone: 'us-east-1a' }), ENDPOINT]],
    [
      'went below it',
      [
        VPC,
        subnet('a', 1, { zone: 'us-east-1a' }),
        ENDPOINT,
        subnet('b', 2, { zone: 'us-east-1b' }),
      ],
    ],
  ])('keeps an endpoint in a subnet whose line %s', (_name, after) => {
    const before = [
      VPC,
      subnet('a', 1, { zone: 'us-east-1a' }),
      subnet('b', 2, { zone: 'us-east-1b' }),
      ENDPOINT,
    ];
    expect(changesOf(again(before, after))).toEqual([]);
  });

  const CLASH = [VPC, subnet('web-1', 1), subnet('web1', 2)] as const;

  it('is the same in another order, also where two ids would meet', () => {
    expect(changesOf(again(CLASH, [CLASH[0], CLASH[2], CLASH[1]]))).toEqual([]);
  });

  it.each([[CLASH[1]], [CLASH[2]]])('loses nothing of what shares an id with %j', (row) => {
    expect(changesOf(again(CLASH, [VPC, row]))).toEqual([]);
  });

  it('gives what is new no id of what is there', () => {
    const rows = [VPC, subnet('web1', 2)] as const;
    const { made, drafted } = again(rows, [VPC, subnet('web-1', 1), rows[1]]);
    const resources = sure(stepsOf(drafted)[0]).template.Resources;
    expect(resources['Web1Subnet']?.Properties?.['CidrBlock']).toBe('10.44.2.0/24');
    expect(Object.keys(resources).length).toBeGreaterThan(made.resources.length);
  });

  it('is planned again to nothing', () => {
    expect(stepsOf(again([VPC, OPEN, NAT], [VPC, OPEN, NAT]).drafted)).toEqual([]);
  });

  it.each<readonly [string, readonly Row[], readonly JsonObject[]]>([
    ['stands in nothing of the issue any more', [VPC, NAT], [THERE]],
    ['stands in what was there before', [VPC, OPEN, [NAT[0], { subnet: THERE.id }]], [THERE]],
    [
      'is one of two now',
      [VPC, OPEN, NAT, subnet('open-b', 10, { public: true }), [NAT[0], { subnet: 'open-b' }]],
      [],
    ],
  ])('is refused where a thing without a name %s', (_name, after, subnets) => {
    const { drafted } = again([VPC, OPEN, NAT], after, subnets);
    expect(wordsOf(drafted)).toContain('`aws-coworker-42-ledger`');
    expect(codeOf(drafted)).toBe('in-a-stack');
  });
});
