import type { Template } from '../../plan/template.ts';
import { definitionResources, type DefinitionParts } from '../containers/definition.ts';
import type { DraftContext } from '../service.ts';

/** A family with its log group and the roles of its tasks. */
export const taskDefinitionTemplate = (
  context: DraftContext,
  parts: DefinitionParts,
): Template => ({
  AWSTemplateFormatVersion: '2010-09-09',
  Description: `ECS task definition ${parts.name}`,
  Resources: definitionResources(context, parts),
});
