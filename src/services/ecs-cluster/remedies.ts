import type { Template } from '../../plan/template.ts';
import { isJsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import type { Remedy } from '../service.ts';
import { propertiesOf, withProperties } from '../template-edit.ts';
import { withInsights } from './template.ts';

/** Every type that the service's own templates may hold. */
export const ECS_CLUSTER_TEMPLATE_TYPES: readonly string[] = ['AWS::ECS::Cluster'];

const lacksInsights = (template: Template, logicalId: string): boolean =>
  !listOf(propertiesOf(template, logicalId)['ClusterSettings']).some(
    (row) =>
      isJsonObject(row) && row['Name'] === 'containerInsights' && row['Value'] !== 'disabled',
  );

/** In the order of application. */
export const ecsClusterRemedies: readonly Remedy[] = [
  {
    item: 'ECS-12',
    type: 'AWS::ECS::Cluster',
    defaultFrom: 'staging',
    isNeeded: lacksInsights,
    patch: (template, logicalId) =>
      withProperties(template, logicalId, withInsights(propertiesOf(template, logicalId), true)),
  },
];
