import type { Body } from './kit.ts';

interface StackRow {
  readonly before: Body;
  readonly change: Body;
}

const row = (Type: string, Properties: Body, change: Body): StackRow => ({
  before: { Main: { Type, Properties } },
  change,
});

const SAMPLING = {
  RuleName: 'checkout',
  FixedRate: 0.1,
  ReservoirSize: 1,
  Priority: 10,
  Host: '*',
  HTTPMethod: '*',
  URLPath: '*',
  ResourceARN: '*',
  ServiceName: '*',
  ServiceType: '*',
};
const BUDGET = { BudgetName: 'shop', BudgetType: 'COST', TimeUnit: 'MONTHLY' };
const limited = (Amount: number): Body => ({
  Budget: { ...BUDGET, BudgetLimit: { Amount, Unit: 'USD' } },
});

/** A stack of each type of this family, and what changes in it. */
export const MESSAGING_STACKS: Readonly<Record<string, StackRow>> = {
  'AWS::Events::Rule': row(
    'AWS::Events::Rule',
    {
      ScheduleExpression: 'rate(1 day)',
      Targets: [{ Id: 'one', Arn: 'arn:aws:sns:us-east-1:333333333333:alerts' }],
    },
    { Targets: [{ Id: 'two', Arn: 'arn:aws:sns:us-east-1:333333333333:alerts' }] },
  ),
  'AWS::CloudWatch::Dashboard': row(
    'AWS::CloudWatch::Dashboard',
    { DashboardBody: '{"widgets":[]}' },
    { DashboardBody: '{"widgets":[],"start":"-PT6H"}' },
  ),
  'AWS::XRay::Group': row(
    'AWS::XRay::Group',
    { GroupName: 'checkout', FilterExpression: 'fault' },
    { FilterExpression: 'error' },
  ),
  'AWS::XRay::SamplingRule': row(
    'AWS::XRay::SamplingRule',
    { SamplingRule: SAMPLING },
    { SamplingRule: { ...SAMPLING, FixedRate: 0.2 } },
  ),
  'AWS::Budgets::Budget': row(
    'AWS::Budgets::Budget',
    { ...limited(100), ResourceTags: [{ Key: 'Owner', Value: 'shop' }] },
    limited(200),
  ),
};
