import { describe, expect, it } from 'vitest';
import type { StepDraft } from '../../src/plan/step.ts';
import type { TemplateResource } from '../../src/plan/template.ts';
import { createStack, removeStack } from '../../src/services/stack-drafts.ts';
import { foundEdges, type DraftedTask } from '../../src/services/task-order/edges.ts';
import { importsAreThere } from '../../src/services/task-order/made-before.ts';
import { idsDeleted, isAmong, markOf, siblingsOf } from '../../src/services/task-order/siblings.ts';
import { thingAt, usersSchema, type KnownUser } from '../../src/services/task-order/user.ts';
import type { MutationTask, MutationType } from '../../src/task/aws-task.ts';
import { parseAccountId, parseRegion, taskId } from '../../src/task/ids.ts';
import { canonicalJson, type JsonObject } from '../../src/task/json.ts';
import { contextFor, sure, taken, task } from './samples.ts';

const INVERSE = { reversibility: 'reversible', summary: 'back' } as const;
const TABLE: TemplateResource = {
  Type: 'AWS::DynamoDB::Table',
  Properties: { TableName: 'carts' },
};
const alarmOn = (value: JsonObject[string]): TemplateResource => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: { AlarmName: 'loud', Dimensions: [{ Name: 'TableName', Value: value }] },
});
const queueOf = (properties: JsonObject): TemplateResource => ({
  Type: 'AWS::SQS::Queue',
  Properties: properties,
});

interface One {
  readonly resource: TemplateResource;
  readonly kind?: MutationType;
  readonly outputs?: Readonly<Record<string, JsonObject>>;
  readonly more?: Partial<MutationTask>;
}

const STACK = {
  stackName: 'aws-coworker-1-x',
  stackId: 'arn:x',
  status: 'CREATE_COMPLETE',
  hasRole: false,
  parameters: {},
  tags: {},
};
const IN_ONE = contextFor(task('AWS::CloudFormation::Stack', { name: 'one' }));

const stepOf = (one: MutationTask, { resource, kind, outputs }: One): StepDraft => {
  const template = { Resources: { It: resource }, ...(outputs ? { Outputs: outputs } : {}) };
  const context = contextFor({ ...one, region: sure(parseRegion('us-east-1')) });
  if (kind !== 'DeleteResource')
    return createStack(context, template, { summary: 'x', inverse: INVERSE });
  const stack = {
    ...STACK,
    templateBody: canonicalJson(template),
    resources: [{ logicalId: 'It', type: resource.Type, physicalId: `id-of-${resource.Type}` }],
  };
  return taken(removeStack(context, stack, INVERSE));
};

const drafted = (rows: readonly One[]): readonly DraftedTask[] =>
  rows.map((row, index) => {
    const one = task(
      'AWS::CloudFormation::Stack',
      { name: `stack-${index + 1}` },
      { id: taskId(index + 1), taskType: row.kind ?? 'CreateResource', ...row.more },
    );
    return { task: one, draft: { steps: [stepOf(one, row)], deviations: [] } };
  });

const edges = (...rows: readonly One[]): readonly string[] =>
  foundEdges(drafted(rows)).map((one) => `${one.waits} after ${one.for}: ${one.because}`);

/** A user in words that lives by these. */
const known = (
  words: string,
  ...things: readonly (readonly [type: string, id: string])[]
): KnownUser => ({
  words,
  is: things.map(([type, id]) =>
    thingAt({ accountId: '333333333333', region: 'us-east-1' }, type, id),
  ),
});

const gone = (resource: TemplateResource): One => ({ resource, kind: 'DeleteResource' });
const elsewhere = { region: sure(parseRegion('us-west-2')) };

describe('what waits for what', () => {
  it.each<readonly [string, readonly One[], readonly string[]]>([
    ['nothing', [], []],
    ['one alone waits for nothing', [{ resource: TABLE }], []],
    [
      'what names a new thing is made after it, wherever it stands',
      [{ resource: alarmOn('carts') }, { resource: TABLE }],
      ['task-1 after task-2: it names `carts`'],
    ],
    [
      'an ARN names it too',
      [{ resource: TABLE }, { resource: alarmOn('arn:aws:dynamodb:us-east-1:1:table/carts') }],
      ['task-2 after task-1: it names `carts`'],
    ],
    [
      'an ARN of another service names something else',
      [{ resource: TABLE }, { resource: alarmOn('arn:aws:sqs:us-east-1:1:carts') }],
      [],
    ],
    ['a longer name is another', [{ resource: TABLE }, { resource: alarmOn('carts-old') }], []],
    [
      'the same name for both names nobody',
      [{ resource: TABLE }, { resource: queueOf({ QueueName: 'carts' }) }],
      [],
    ],
    [
      'a tag names nobody',
      [{ resource: TABLE }, { resource: queueOf({ Tags: [{ Key: 'a', Value: 'carts' }] }) }],
      [],
    ],
    [
      'what is deleted goes the other way round',
      [gone(TABLE), gone(alarmOn('carts'))],
      ['task-1 after task-2: it is named there'],
    ],
    ['what is made and what goes do not wait', [gone(TABLE), { resource: alarmOn('carts') }], []],
    [
      'another region is another thing',
      [{ resource: TABLE }, { resource: alarmOn('carts'), more: elsewhere }],
      [],
    ],
    [
      'an import waits for its export',
      [
        { resource: alarmOn({ 'Fn::ImportValue': 'carts-name' }) },
        { resource: TABLE, outputs: { Name: { Value: 'x', Export: { Name: 'carts-name' } } } },
      ],
      ['task-1 after task-2: it imports `carts-name`'],
    ],
  ])('%s', (_name, rows, expected) => {
    expect(edges(...rows)).toEqual(expected);
  });

  it('is by what is in use now, where another task deletes the user', () => {
    const [vpc, subnet] = drafted([gone(TABLE), gone(queueOf({}))]);
    const used = {
      ...sure(vpc),
      draft: {
        ...sure(vpc).draft,
        usedBefore: [
          known('`id-of-AWS::SQS::Queue`', ['AWS::SQS::Queue', 'id-of-AWS::SQS::Queue']),
        ],
      },
    };
    expect(foundEdges([used, sure(subnet)])).toEqual([
      { waits: 'task-1', for: 'task-2', because: 'it is in use by `id-of-AWS::SQS::Queue`' },
    ]);
  });
});

describe('who is known by the whole ARN', () => {
  const QUEUE = 'arn:aws:sqs:us-east-1:333333333333:orders';
  const URL = 'https://sqs.us-east-1.amazonaws.com/333333333333/orders';
  const marksOf = (type: string, physicalId: string): readonly string[] => {
    const templateBody = canonicalJson({ Resources: { It: { Type: type } } });
    const stack = { ...STACK, templateBody, resources: [{ logicalId: 'It', type, physicalId }] };
    return idsDeleted({ steps: [taken(removeStack(IN_ONE, stack, INVERSE))], deviations: [] });
  };
  it.each<readonly [string, string, string, boolean]>([
    ['AWS::SQS::Queue', URL, QUEUE, true],
    ['AWS::DynamoDB::Table', 'orders', QUEUE, false],
    ['AWS::SQS::Queue', URL.replace('orders', 'events'), QUEUE, false],
    ['AWS::SQS::Queue', URL, QUEUE.replace('us-east-1', 'us-west-2'), false],
    ['AWS::SQS::Queue', URL, QUEUE.replace('333333333333', '444444444444'), false],
    [
      'AWS::DynamoDB::Table',
      'orders',
      'arn:aws:dynamodb:us-east-1:333333333333:table/orders',
      true,
    ],
    ['AWS::S3::Bucket', QUEUE, QUEUE, false],
  ])('%s %s is the user %s: %s', (type, physicalId, arn, expected) => {
    const user = { arn, words: 'the queue `orders`' };
    expect(isAmong(user, marksOf(type, physicalId))).toBe(expected);
  });
});

describe('what a stack uses', () => {
  const PLACE = { accountId: '333333333333', region: 'us-east-1' };
  const user = {
    stack: 'aws-coworker-1-x',
    words: '`aws-coworker-1-x` (imports `it`)',
    ...PLACE,
  };
  it.each<readonly [string, typeof user, readonly string[]]>([
    ['waits for the stack itself', user, [`it is in use by ${user.words}`]],
    ['waits for nothing else', { ...user, stack: 'id-of-AWS::SQS::Queue' }, []],
    ['waits for no stack of another region', { ...user, region: 'us-west-2' }, []],
    ['waits for no stack of another account', { ...user, accountId: '444444444444' }, []],
    ['waits for no stack of which nobody knows where', { ...user, accountId: '', region: '' }, []],
  ])('%s', (_name, used, expected) => {
    const [one, other] = drafted([gone(TABLE), gone(queueOf({}))]).map(sure);
    const waits = { ...sure(one), draft: { ...sure(one).draft, usedBefore: [used] } };
    expect(foundEdges([waits, sure(other)]).map(({ because }) => because)).toEqual(expected);
  });
});

describe('an export that is not there yet', () => {
  const maker = { resource: TABLE, outputs: { Name: { Export: { Name: 'carts-name' } } } };
  const user = { resource: alarmOn({ 'Fn::ImportValue': 'carts-name' }) };
  const code = (rows: readonly One[]): string => {
    const decided = importsAreThere(drafted(rows));
    return decided.ok ? 'planned' : decided.refusal.code;
  };

  it.each<readonly [string, readonly One[], string]>([
    ['of another task is told', [maker, user], 'target-not-found'],
    [
      'of a stack that is updated is there',
      [{ ...maker, kind: 'UpdateResource' }, user],
      'planned',
    ],
    ['of nobody here is left to AWS', [user], 'planned'],
  ])('%s', (_name, rows, expected) => {
    expect(code(rows)).toBe(expected);
  });
});

describe('who is known by type, place and id', () => {
  const SUBNET = 'AWS::EC2::Subnet';
  const subnet = known('`subnet-0a1` (subnet)', [SUBNET, 'subnet-0a1']);
  const removed = (type: string, physicalId: string, properties?: JsonObject) => {
    const It = { Type: type, ...(properties === undefined ? {} : { Properties: properties }) };
    const stack = {
      ...STACK,
      stackName: 'aws-coworker-1-subnet-0a1',
      templateBody: canonicalJson({ Resources: { It } }),
      resources: [{ logicalId: 'It', type, physicalId }],
    };
    return taken(removeStack(IN_ONE, stack, INVERSE));
  };
  const marks = (type: string, id: string, more: Partial<StepDraft> = {}): readonly string[] =>
    idsDeleted({
      steps: [{ ...removed(type, id), ...more } as StepDraft],
      deviations: [],
    });

  it.each<readonly [string, KnownUser, readonly string[], boolean]>([
    ['the thing itself', subnet, marks(SUBNET, 'subnet-0a1'), true],
    ['another type of the same name', subnet, marks('AWS::S3::Bucket', 'subnet-0a1'), false],
    ['a longer name', subnet, marks(SUBNET, 'subnet-0a12'), false],
    ['a shorter name', subnet, marks(SUBNET, 'subnet-0a'), false],
    ['a part of an ARN', subnet, marks(SUBNET, 'arn:aws:ec2:x:1:subnet/subnet-0a1'), false],
    ['a stack of its name', subnet, marks('AWS::SQS::Queue', 'x'), false],
    [
      'the same id in another region',
      subnet,
      marks(SUBNET, 'subnet-0a1', { region: sure(parseRegion('us-west-2')) }),
      false,
    ],
    [
      'the same id in another account',
      subnet,
      marks(SUBNET, 'subnet-0a1', { accountId: sure(parseAccountId('444444444444')) }),
      false,
    ],
    ['a user that AWS names by no id', known('`subnet-0a1`'), marks(SUBNET, 'subnet-0a1'), false],
    ['an empty id', known('nobody', [SUBNET, '']), marks(SUBNET, ''), false],
    [
      'one of several that it goes with',
      known('`eni-1` (instance i-1)', ['AWS::EC2::NetworkInterface', 'eni-1'], [SUBNET, 'i-1']),
      marks(SUBNET, 'i-1'),
      true,
    ],
    [
      'the same role, which no region has',
      known('a role', ['AWS::IAM::Role', 'app']),
      marks('AWS::IAM::Role', 'app', { region: sure(parseRegion('us-west-2')) }),
      true,
    ],
    ['nothing', subnet, [], false],
  ])('%s', (_name, user, all, expected) => {
    expect(isAmong(user, all)).toBe(expected);
  });

  const RECORD = 'AWS::Route53::RecordSet';
  const answers = known('the record', [RECORD, 'Z0SHOP/www.example.com/A']);
  const record = { HostedZoneId: 'Z0SHOP', Name: 'www.example.com.', Type: 'A' };
  it.each<readonly [string, JsonObject, boolean]>([
    ['the record itself', record, true],
    ['another type of the same name', { ...record, Type: 'AAAA' }, false],
    ['the same name in another zone', { ...record, HostedZoneId: 'Z0OTHER' }, false],
    ['one of several of the name', { ...record, SetIdentifier: 'blue' }, false],
    ['a zone that is looked up', { ...record, HostedZoneId: { Ref: 'Zone' } }, false],
  ])('a record, which a stack calls by its name alone: %s', (_name, properties, expected) => {
    const steps = [removed(RECORD, 'www.example.com', properties)];
    expect(isAmong(answers, idsDeleted({ steps, deviations: [] }))).toBe(expected);
  });

  it('users of facts from before have words only', () => {
    expect(usersSchema.parse(['`subnet-0a1`'])).toEqual([known('`subnet-0a1`')]);
  });

  it('another place is no sibling', () => {
    const one = task('AWS::EC2::VPC', { name: 'lab' });
    const other = task('AWS::EC2::Subnet', { name: 'a' }, { id: taskId(2), ...elsewhere });
    const leaving = new Map([[other.id, subnet.is.map(markOf)]]);
    const same = { ...other, region: sure(one.region) };
    expect(siblingsOf(one, [one, other], leaving).deletes(subnet)).toBe(false);
    expect(siblingsOf(one, [one, same], leaving).deletes(subnet)).toBe(true);
    expect(siblingsOf(one, [one, same], leaving).makes('AWS::EC2::Subnet', 'a')).toBe(true);
  });
});
