import { loadRules, statusRule, storageRule } from '../databases/health.ts';
import type { HealthRule } from '../health-rule.ts';

/** What the health report looks at, of instances and of the members of clusters. */
export const rdsHealth: readonly HealthRule[] = [
  statusRule,
  ...loadRules(({ resource }) => [{ DBInstanceIdentifier: resource.id }]),
  storageRule,
];
