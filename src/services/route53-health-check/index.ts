import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { healthCheckCost } from './cost.ts';
import { draftHealthCheck } from './draft.ts';
import { readHealthCheckFacts } from './facts.ts';
import { healthCheckFactsSchema } from './facts-schema.ts';
import { HEALTH_CHECK_FIELDS } from './fields.ts';
import { healthCheckHealth } from './health.ts';
import { listHealthChecks, readHealthCheckHealth } from './list.ts';
import { healthCheckOperations } from './operations.ts';
import { HEALTH_CHECK_TYPES } from './permissions.ts';
import { readBackHealthCheck } from './read-back.ts';
import { HEALTH_CHECK_TEMPLATE_TYPES, healthCheckRemedies } from './remedies.ts';

/** Health checks: what the internet reaches is asked, and kept while records answer by it. */
export const route53HealthCheck = defineService(
  {
    key: 'route53-health-check',
    title: 'Route 53 health check',
    resourceType: 'AWS::Route53::HealthCheck',
    templateTypes: HEALTH_CHECK_TEMPLATE_TYPES,
    fields: HEALTH_CHECK_FIELDS,
    readFacts: readHealthCheckFacts,
    draft: draftHealthCheck,
    types: HEALTH_CHECK_TYPES,
    remedies: healthCheckRemedies,
    operations: healthCheckOperations,
    health: healthCheckHealth,
    readHealth: readHealthCheckHealth,
    cost: asServiceCost(healthCheckCost),
    readBack: readBackHealthCheck,
    list: listHealthChecks,
  },
  healthCheckFactsSchema,
);
