import type { Remedy } from '../service.ts';

/** Every type that a template of this service may hold. */
export const DASHBOARD_TEMPLATE_TYPES = ['AWS::CloudWatch::Dashboard'] as const;

/** None: a dashboard shows what others are judged by. */
export const dashboardRemedies: readonly Remedy[] = [];
