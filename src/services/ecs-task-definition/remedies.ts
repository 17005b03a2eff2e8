import { isJsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { DEFINITION } from '../containers/definition.ts';
import type { Remedy } from '../service.ts';
import { propertiesOf, withProperties } from '../template-edit.ts';

/** Every type that the service's own templates may hold. */
export const TASK_DEFINITION_TEMPLATE_TYPES: readonly string[] = [
  DEFINITION,
  'AWS::IAM::Role',
  'AWS::Logs::LogGroup',
];

/** Many images write to /tmp, so only who knows the image asks for this. */
const patchReadOnly: Remedy['patch'] = (template, logicalId) =>
  withProperties(template, logicalId, {
    ContainerDefinitions: listOf(propertiesOf(template, logicalId)['ContainerDefinitions']).map(
      (one) => (isJsonObject(one) ? { ...one, ReadonlyRootFilesystem: true } : one),
    ),
  });

/** In the order of application. */
export const taskDefinitionRemedies: readonly Remedy[] = [
  { item: 'ECS-21', type: DEFINITION, patch: patchReadOnly },
];
