import { describe, expect, it } from 'vitest';
import { read, say } from './say.ts';

type Row = readonly [name: string, body: string, expected: readonly string[]];

const S3 = '(S3, hermes-test, us-east-1)';
const SUSPEND = `Suspend versioning on this bucket ${S3}.`;
const SUSPENDED = (name: string): readonly string[] => [
  `UpdateResource S3::Bucket @5 us-east-1 name="${name}" versioning=false`,
];
const NAME = ['ask name'];

describe('a thing that was named before and is pointed at', () => {
  it.each<Row>([
    ['this bucket', `Versioning on acme-x-1 was a mistake. ${SUSPEND}`, SUSPENDED('acme-x-1')],
    ['two', `We lost acme-x-1, acme-x-2. ${SUSPEND}`, NAME],
    ['denied', `Do not touch acme-x-1. ${SUSPEND}`, NAME],
    ['compared', `It is the same as for acme-x-1. ${SUSPEND}`, NAME],
    ['of another kind', `Our topic a-b-c was a mistake. ${SUSPEND}`, NAME],
    ['several', `Versioning on acme-x-1 was a mistake. ${SUSPEND.replace('this', 'these')}`, NAME],
    ['lost', `Versioning on acme-x-1 was a mistake. Delete this bucket ${S3}.`, NAME],
  ])('%s', (_, body, expected) => {
    expect(say(read(body))).toEqual(expected);
  });
});

const ONE = 'One t4g.nano in pan-sandbox, eu-north-1';
const LAUNCHED = ['CreateResource EC2::Instance @6 eu-north-1 instanceType="t4g.nano" name="a-1"'];

describe('a name for what is to be made, said before the order', () => {
  it.each<Row>([
    ['named', `${ONE}, named a-1. Launch it whenever it suits you.`, LAUNCHED],
    ['one of two', `${ONE}, named a-1 or named a-2. Launch it.`, NAME],
    [
      'there already',
      `There is one t4g.nano named a-1 already. Launch it in pan-sandbox, eu-north-1.`,
      NAME,
    ],
    [
      'behind a polite word',
      'SNS topic, please: a-1 in athena-dev, us-east-1. Create it before Friday.',
      ['CreateResource SNS::Topic @3 us-east-1 name="a-1"'],
    ],
  ])('%s', (_, body, expected) => {
    expect(say(read(body))).toEqual(expected);
  });
});

const DEMAND = 'in apollo-prod (DynamoDB, us-east-1) should be on-demand. CHG-20. Change it.';
const DELETED = 'DeleteResource Lambda::Function @3 us-east-1';

describe('a name with its place between it and what it is', () => {
  it.each<Row>([
    [
      'a plain word',
      `carts ${DEMAND}`,
      ['UpdateResource DynamoDB::Table @2 us-east-1 billingMode="on-demand" name="carts"'],
    ],
    [
      'a tier',
      'orders-api-2 on staging (Lambda, athena-dev, us-east-1) can go: delete it.',
      [`${DELETED} name="orders-api-2" raised to staging`],
    ],
    ['no name but a setting', `Billing ${DEMAND}`, NAME],
    ['no name but a kind', `tables ${DEMAND}`, NAME],
    ['everything', `Everything ${DEMAND}`, NAME],
    ['in something', 'a-b in c-d (Lambda, athena-dev, us-east-1) can go: delete it.', NAME],
  ])('%s', (_, body, expected) => {
    expect(say(read(body))).toEqual(expected);
  });
});

const KEEP = 'Keep the logs in /ecs/billing for 14 days';
const WHERE = 'athena-dev, us-east-1';

describe('logs in a path', () => {
  it.each<Row>([
    [
      'kept',
      `${KEEP}; ${WHERE}.`,
      ['UpdateResource Logs::LogGroup @3 us-east-1 name="/ecs/billing" retentionDays=14'],
    ],
    ['two paths', `${KEEP} and the ones in /ecs/shop for 30; ${WHERE}.`, ['ask details']],
    ['not kept', `Do not k${KEEP.slice(1)}; ${WHERE}.`, ['ask taskType']],
  ])('%s', (_, body, expected) => {
    expect(say(read(body))).toEqual(expected);
  });
});

describe('words with two letters changed over', () => {
  it.each<Row>([
    [
      'what makes',
      `plese craete a dynamodb tabel called a-b in ${WHERE}, partition key id`,
      ['CreateResource DynamoDB::Table @3 us-east-1 name="a-b" partitionKey="id"'],
    ],
    [
      'a name keeps its letters',
      `Delete the DynamoDB table tabel in ${WHERE}.`,
      ['DeleteResource DynamoDB::Table @3 us-east-1 name="tabel"'],
    ],
    ['what loses is not guessed', `Deltee the SNS topic a-b in ${WHERE}.`, ['ask taskType']],
    ['another word', `Remove the trial a-b in ${WHERE}.`, ['ask resourceType']],
  ])('%s', (_, body, expected) => {
    expect(say(read(body))).toEqual(expected);
  });
});

describe('a question about what belongs to one named thing', () => {
  it.each<Row>([
    [
      'its group',
      `Which parameter group does the RDS instance a-b use? ${WHERE}`,
      ['DiscoverResources RDS::DBInstance @3 us-east-1 name="a-b"'],
    ],
    [
      'two of them',
      `Which security groups are there, and is the RDS instance a-b public? ${WHERE}`,
      [
        'SecurityAudit EC2::SecurityGroup @3 us-east-1 about="exposure"',
        'SecurityAudit RDS::DBInstance @3 us-east-1 about="exposure" name="a-b"',
      ],
    ],
  ])('%s', (_, body, expected) => {
    expect(say(read(body))).toEqual(expected);
  });
});

const TRAIL = 'the trail a-b in athena-dev, us-east-1';
const ON_TRAIL = 'UpdateResource CloudTrail::Trail @3 us-east-1';

describe('a setting that "it" stands for', () => {
  it.each<Row>([
    [
      'off, and turned on',
      `Log file validation is off on ${TRAIL}. Enable it.`,
      [`${ON_TRAIL} logFileValidation=true name="a-b"`],
    ],
    ['two', `Validation and encryption are off on ${TRAIL}. Enable it.`, ['ask details']],
    ['the thing itself', `T${TRAIL.slice(1)} is off. Enable it.`, ['ask details']],
    ['denied', `Validation is off on ${TRAIL}. Do not enable it.`, ['ask taskType']],
    ['a watcher', `Log file validation is on for ${TRAIL}. Disable it.`, ['refuse never-do']],
  ])('%s', (_, body, expected) => {
    expect(say(read(body))).toEqual(expected);
  });
});

describe('a kind of thing that is needed', () => {
  const AT = 'in subnet-0a1b2c3d4e5f60718, athena-dev us-east-1';
  it.each<Row>([
    [
      'where',
      `NAT gateway needed ${AT}`,
      ['CreateResource EC2::NatGateway @3 us-east-1 subnet="subnet-0a1b2c3d4e5f60718"'],
    ],
    ['none', `No NAT gateway needed ${AT}`, ['ask taskType']],
    ['no longer', `NAT gateway no longer needed ${AT}`, ['ask taskType']],
    [
      'one that is there',
      'NAT gateway nat-0a9b8c7d6e5f43210 needed in athena-dev us-east-1',
      ['ask taskType'],
    ],
  ])('%s', (_, body, expected) => {
    expect(say(read(body))).toEqual(expected);
  });
});

describe('what stands before the order that closes it', () => {
  const ID = 'i-0a11b22c33d44e55f';
  it.each<Row>([
    [
      'an id',
      `${ID} is slow, get rid of it. ${WHERE}`,
      [`DeleteResource EC2::Instance @3 us-east-1 id="${ID}"`],
    ],
    [
      'behind an arrow',
      `The subnet subnet-0ddd3333eee44444f is empty -> please delete it. ${WHERE}`,
      ['DeleteResource EC2::Subnet @3 us-east-1 id="subnet-0ddd3333eee44444f"'],
    ],
    ['denied behind an arrow', `${ID} is in use -> do not delete it. ${WHERE}`, ['ask taskType']],
    ['bound', `If ${ID} is slow, get rid of it. ${WHERE}`, ['ask taskType']],
    ['reported', `Tom said ${ID} is slow: get rid of it. ${WHERE}`, ['ask taskType']],
    ['two', `a-b in Lambda and c-d in Lambda (${WHERE}) can go, delete it.`, NAME],
    ['two in marks', `a-b (Lambda, ${WHERE}) and c-d (Lambda) can go, delete it.`, NAME],
  ])('%s', (_, body, expected) => {
    expect(say(read(body))).toEqual(expected);
  });
});

describe('what is to be made, described before', () => {
  it.each<Row>([
    [
      'a wish and an order',
      `Flow log for vpc-0123456789abcdef0 please, ${WHERE}. Keep it for 30 days. Create it.`,
      ['CreateResource EC2::FlowLog @3 us-east-1 retentionDays=30 vpc="vpc-0123456789abcdef0"'],
    ],
    [
      'two networks',
      `Flow log for vpc-0123456789abcdef0 and vpc-0123456789abcdef1 please, ${WHERE}. Create it.`,
      ['ask vpc contradictory'],
    ],
    [
      'what a dashboard shows is not made',
      `Create a CloudWatch dashboard a-b showing the queue c-d and the function e-f in ${WHERE}.`,
      [
        'CreateResource CloudWatch::Dashboard @3 us-east-1 name="a-b" ' +
          'shows=["queue c-d","function e-f"]',
      ],
    ],
    [
      'the path of a health check is no look',
      `Create a target group a-b, HTTP 8080, health check /healthz, in ${WHERE}.`,
      [
        'CreateResource ElasticLoadBalancingV2::TargetGroup @3 us-east-1 ' +
          'healthCheckPath="/healthz" name="a-b" port=8080 protocol="HTTP"',
      ],
    ],
    [
      'a route to what leads nowhere here',
      `Add a route to the route table rtb-0a1b2c3d4e5f60718: 10.9.0.0/16 via ` +
        `pcx-0a1b2c3d4e5f60718. ${WHERE}`,
      ['ask target malformed-value'],
    ],
  ])('%s', (_, body, expected) => {
    expect(say(read(body))).toEqual(expected);
  });
});
