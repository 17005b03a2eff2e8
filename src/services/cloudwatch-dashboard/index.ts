import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { dashboardCost } from './cost.ts';
import { draftDashboard } from './draft.ts';
import { readDashboardFacts } from './facts.ts';
import { dashboardFactsSchema } from './facts-schema.ts';
import { DASHBOARD_FIELDS } from './fields.ts';
import { dashboardHealth } from './health.ts';
import { readDashboardHealth } from './health/facts.ts';
import { listDashboards } from './list.ts';
import { dashboardOperations } from './operations.ts';
import { DASHBOARD_TYPES } from './permissions.ts';
import { readBackDashboard } from './read-back.ts';
import { DASHBOARD_TEMPLATE_TYPES, dashboardRemedies } from './remedies.ts';

/** Dashboards: of things that are there, each with the metrics of its kind. */
export const cloudwatchDashboard = defineService(
  {
    key: 'cloudwatch-dashboard',
    title: 'CloudWatch dashboard',
    resourceType: 'AWS::CloudWatch::Dashboard',
    templateTypes: DASHBOARD_TEMPLATE_TYPES,
    fields: DASHBOARD_FIELDS,
    readFacts: readDashboardFacts,
    draft: draftDashboard,
    types: DASHBOARD_TYPES,
    remedies: dashboardRemedies,
    operations: dashboardOperations,
    health: dashboardHealth,
    readHealth: readDashboardHealth,
    cost: asServiceCost(dashboardCost),
    readBack: readBackDashboard,
    list: listDashboards,
  },
  dashboardFactsSchema,
);
