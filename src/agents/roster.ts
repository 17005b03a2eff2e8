import type { AgentName } from '../task/agent-name.ts';

/** What people read of one agent. */
export interface AgentCard {
  readonly name: AgentName;
  readonly field: string;
}

/** The seven historical agents and their fields, in the order of the domain tables. */
export const ROSTER: readonly AgentCard[] = [
  { name: 'BillGates', field: 'compute' },
  { name: 'SteveJobs', field: 'front end' },
  { name: 'Napoleon', field: 'strategy' },
  { name: 'Hannibal', field: 'tactics at the edge' },
  { name: 'Drucker', field: 'management' },
  { name: 'Kotler', field: 'communication' },
  { name: 'Noguchi', field: 'data and research' },
];

/** Type prefix to owner; the longest prefix that fits wins, so that exceptions stay one row. */
const OWNERS: readonly (readonly [string, AgentName])[] = [
  ['AWS::S3::', 'SteveJobs'],
  ['AWS::CloudFront::', 'SteveJobs'],
  ['AWS::CloudFront::Function', 'Hannibal'],
  ['AWS::Lambda::Version', 'Hannibal'],
  ['AWS::AutoScaling::', 'Napoleon'],
  ['AWS::ElasticLoadBalancing', 'Napoleon'],
  ['AWS::CloudWatch::', 'Drucker'],
  ['AWS::Logs::', 'Drucker'],
  ['AWS::XRay::', 'Drucker'],
  ['AWS::Budgets::', 'Drucker'],
  ['AWS::CE::', 'Drucker'],
  ['AWS::ApiGateway', 'Kotler'],
  ['AWS::SNS::', 'Kotler'],
  ['AWS::SQS::', 'Kotler'],
  ['AWS::Events::', 'Kotler'],
  ['AWS::RDS::', 'Noguchi'],
  ['AWS::DynamoDB::', 'Noguchi'],
  ['AWS::EFS::', 'Noguchi'],
  ['AWS::ElastiCache::', 'Noguchi'],
];

/** The agent that owns a CloudFormation type. Total: whatever is not named falls to BillGates. */
export const ownerOf = (type: string): AgentName =>
  OWNERS.filter(([prefix]) => type.startsWith(prefix)).sort(
    ([a], [b]) => b.length - a.length,
  )[0]?.[1] ?? 'BillGates';

const AUTONOMY: readonly (readonly [RegExp, number])[] = [
  [/^AWS::Lambda::/, 8],
  [/^AWS::EC2::Instance$/, 6],
  [/^AWS::(RDS|DynamoDB|EFS|ElastiCache|S3|SQS)::/, 4],
  [/^AWS::EC2::Volume$/, 4],
];

/** Autonomy level 0 to 10 of a type; it permits nothing by itself in staging or production. */
export const autonomyOf = (type: string): number =>
  AUTONOMY.find(([pattern]) => pattern.test(type))?.[1] ?? 5;
