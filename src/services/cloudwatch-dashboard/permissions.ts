import type { NeedInput, TypeTable } from '../service.ts';
import { namesOf, tableOf } from '../type-table.ts';

/** Dashboards are of the account: their ARN has no region. */
const dashboardArns = (input: NeedInput): readonly string[] =>
  namesOf(input, 'DashboardName').map(
    (name) => `arn:aws:cloudwatch::${input.account.id}:dashboard/${name}`,
  );

/** Source: what CloudWatch's own calls need; PutDashboard takes everything at once. */
export const dashboardTable: TypeTable = tableOf({
  type: 'AWS::CloudWatch::Dashboard',
  arns: dashboardArns,
  slowestMinutes: 1,
  isStateful: false,
  nameProperty: 'DashboardName',
  createOnly: ['DashboardName'],
  sensitiveProperties: [],
  create: ['cloudwatch:PutDashboard'],
  change: ['cloudwatch:PutDashboard'],
  remove: ['cloudwatch:DeleteDashboards'],
  read: ['cloudwatch:GetDashboard'],
  properties: {},
});

/** The reviewed table of a dashboard. */
export const DASHBOARD_TYPES: readonly TypeTable[] = [dashboardTable];
