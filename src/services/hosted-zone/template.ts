import type { Template } from '../../plan/template.ts';
import { isJsonObject, type JsonObject } from '../../task/json.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import { bareName } from '../dns/names.ts';
import type { DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';
import { textOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';

/** The name of the zone of a task, as people write it. */
export const zoneName = (task: MutationTask): string => bareName(textOf(task, 'name') ?? '');

/** Properties of a zone with what the task asks set over them; the rest stays as it is. */
export const withFields = (properties: JsonObject, task: MutationTask): JsonObject => {
  const comment = textOf(task, 'comment');
  if (comment === undefined) return properties;
  const config = properties['HostedZoneConfig'];
  const before = isJsonObject(config) ? config : {};
  return { ...properties, HostedZoneConfig: { ...before, Comment: comment } };
};

/** What was asked and no more, tagged; the remedies of the tier are applied to it. */
export const hostedZoneTemplate = (context: DraftContext): Template => {
  const { task, region } = context;
  const name = zoneName(task);
  const id = logicalIdOf(name, 'Zone');
  const vpc = textOf(task, 'vpc');
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Hosted zone ${name}`,
    Resources: {
      [id]: {
        Type: 'AWS::Route53::HostedZone',
        Properties: {
          Name: name,
          ...withFields({}, task),
          ...(vpc === undefined ? {} : { VPCs: [{ VPCId: vpc, VPCRegion: region }] }),
          HostedZoneTags: tagList(context.tagsFor(name)),
        },
      },
    },
    ...(vpc === undefined
      ? {
          Outputs: {
            NameServers: { Value: { 'Fn::Join': [' ', { 'Fn::GetAtt': [id, 'NameServers'] }] } },
          },
        }
      : {}),
  };
};
