import type { Template } from '../../plan/template.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import type { JsonObject } from '../../task/json.ts';
import type { DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';
import { textOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';

/** Properties of an add-on with what the task asks set over them; the rest stays as it is. */
export const withFields = (properties: JsonObject, task: MutationTask): JsonObject => {
  const version = textOf(task, 'version');
  return version === undefined ? properties : { ...properties, AddonVersion: version };
};

/** An add-on that EKS looks after; what somebody changed in it by hand is set back. */
export const addonTemplate = (
  context: DraftContext,
  { name, cluster }: { readonly name: string; readonly cluster: string },
): Template => {
  const base = { ClusterName: cluster, AddonName: name, ResolveConflicts: 'OVERWRITE' };
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `EKS add-on ${name}`,
    Resources: {
      [logicalIdOf(name, 'Addon')]: {
        Type: 'AWS::EKS::Addon',
        Properties: {
          ...withFields(base, context.task),
          Tags: tagList(context.tagsFor(name)),
        },
      },
    },
  };
};
