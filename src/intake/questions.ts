import { serviceOf } from '../services/registry.ts';
import type { AwsResourceType } from '../task/resource-type.ts';
import type { MissingField } from './intake-result.ts';
import type { Problem } from './task-draft.ts';

interface Hint {
  readonly hint: string;
  readonly example: string;
}

/** A flat table: how to give each field, with an example. */
const HINTS: Readonly<Record<string, Hint>> = {
  taskType: {
    hint:
      'Say what is to be done: create, update, delete, list, audit, check health or ' +
      'find savings.',
    example: 'Create the SNS topic orders in athena-dev, us-east-1.',
  },
  resourceType: { hint: 'Name the AWS service and the kind of resource.', example: 'S3 bucket' },
  account: {
    hint: 'Name one account by id, by its name in the organization or by persona.',
    example: 'athena-dev',
  },
  region: { hint: 'Name one region that the account allows.', example: 'us-east-1' },
  name: { hint: 'Give the name or the id of the resource.', example: 'named `orders-events`' },
  details: { hint: 'Say what is to change, with the new value.', example: 'memory 1024 MB' },
  template: {
    hint: 'Put the template into a fenced block, or give its path in this repository.',
    example: 'infrastructure/buffer.yaml',
  },
  engine: { hint: 'Name the database engine and its version.', example: 'postgres 16' },
  partitionKey: {
    hint: 'Name the partition key; it can not be changed later.',
    example: 'partition key orderId',
  },
  instanceType: { hint: 'Name the instance type or class.', example: 't3.small' },
  timeoutSeconds: { hint: 'Give the timeout in seconds, 1 to 900.', example: 'timeout 60 s' },
  memoryMb: { hint: 'Give the memory in MB, 128 to 10240.', example: 'memory 512 MB' },
  runtime: { hint: 'Name the runtime.', example: 'python3.13' },
  handler: { hint: 'Name the handler.', example: 'handler app.handler' },
  code: {
    hint: 'Say where the code is: an object in S3, or a path in this repository.',
    example: 's3://bucket/function/1.0.0.zip',
  },
  trustedService: {
    hint: 'Name the service that may assume the role.',
    example: 'lambda.amazonaws.com',
  },
  metric: { hint: 'Name the metric.', example: 'metric Errors' },
  threshold: { hint: 'Give the threshold and the period.', example: 'more than 5 in 5 minutes' },
  limitUsd: { hint: 'Give the limit in USD a month.', example: '400 USD per month' },
  cidr: { hint: 'Give the address range.', example: '10.30.0.0/16' },
  schedule: { hint: 'Give a schedule.', example: 'cron(0 2 * * ? *)' },
  cluster: { hint: 'Name the cluster.', example: 'cluster storefront' },
  vpc: {
    hint: 'Name one VPC by its id, or by its name in quotes.',
    example: 'in the VPC `ledger`',
  },
  subnet: {
    hint: 'Name one subnet by its id, or by its name in quotes.',
    example: 'in the subnet `ledger-a`',
  },
  securityGroup: {
    hint: 'Name one security group by its id, or by its name in quotes.',
    example: 'with the security group `ledger-web`',
  },
  subnets: { hint: 'Name at least two subnets by id.', example: 'subnet-0aaa1111bbb22222c' },
  recordType: { hint: 'Name the type of the record.', example: 'CNAME' },
  value: { hint: 'Give the value of the record.', example: 'value target.example.org' },
  content: {
    hint: 'Put what is uploaded into one fenced block: nothing else is taken as it stands.',
    example: '',
  },
  key: { hint: 'Name one key under which it is uploaded.', example: 'Key: config/app.json' },
  email: {
    hint: 'Give the address of the account: one that no other AWS account has.',
    example: 'aws+lab@acme.example',
  },
  unit: {
    hint: 'Name the organizational unit that it goes to, by its path: in quotes if it has blanks.',
    example: 'in the unit Workloads/Development',
  },
  sizeGb: { hint: 'Give the size in GB.', example: '40 GB' },
};

/** How to ask for what is bound to a condition. */
const WAITS_FOR: Hint = {
  hint:
    'Nothing here watches a clock, a person or an event. Take the words out, or ask when it is ' +
    'so: nothing runs before a person approves the plan, and that is the moment to choose.',
  example: '',
};

/** How to give a field: what to write, and an example. Total: unknown fields get a general hint. */
export const hintFor = (field: string): Hint =>
  Object.hasOwn(HINTS, field) && HINTS[field] !== undefined
    ? HINTS[field]
    : { hint: `Give a value for ${field}.`, example: `${field}: …` };

const EXAMPLES: readonly (readonly [AwsResourceType, string])[] = [
  ['AWS::RDS::DBInstance', 'db.t4g.medium'],
  ['AWS::ElastiCache::ReplicationGroup', 'cache.t4g.small'],
];

/** What a service says of its own names: the rule, with an example in it. */
const nameHint = (field: string, type: AwsResourceType | undefined): Hint | undefined => {
  if (field !== 'name' || type === undefined) return undefined;
  const hint = serviceOf(type)?.fields.find(({ name }) => name === field)?.hint;
  return hint === undefined ? undefined : { hint, example: '' };
};

/** One question, with everything its reader needs to answer it. */
export const ask = (problem: Problem, taskIndex: number, type?: AwsResourceType): MissingField => {
  const own =
    problem.field === 'instanceType' ? EXAMPLES.find(([key]) => key === type)?.[1] : undefined;
  const { hint, example } =
    problem.reason === 'conditional'
      ? WAITS_FOR
      : (nameHint(problem.field, type) ?? hintFor(problem.field));
  return {
    taskIndex,
    field: problem.field,
    hint,
    example: own ?? example,
    ...(problem.reason === undefined ? {} : { reason: problem.reason }),
    ...(problem.suggestions === undefined || problem.suggestions.length === 0
      ? {}
      : { suggestions: problem.suggestions }),
    ...(problem.unread === undefined ? {} : { unread: problem.unread }),
    ...(problem.condition === undefined ? {} : { condition: problem.condition }),
  };
};
