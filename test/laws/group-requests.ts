import type { Changes, Resources, TemplateGroup } from './template-groups.ts';

/** A last resource that depends on all others, so that all stand when it fails; asks no right. */
export const LAST_ID = 'Zulu';
const last = (group: TemplateGroup, Analytics: string): Resources => ({
  [LAST_ID]: {
    Type: 'AWS::CDK::Metadata',
    Properties: { Analytics },
    DependsOn: Object.keys(group.before),
  },
});

const written = (Resources: Resources): string =>
  ['```json', JSON.stringify({ Resources }, null, 1), '```'].join('\n');

/** Asks for the group's stack. */
export const createGroup = (group: TemplateGroup) => ({
  title: 'A stack',
  body: [
    'Deploy this as stack law to athena-dev, us-east-1:',
    '',
    written({ ...group.before, ...last(group, 'v2:a') }),
  ].join('\n'),
});

/** What an update changes: properties, and the mark of the last resource, another each time. */
export interface Asked {
  readonly properties: Changes;
  readonly mark: string;
}

/** Asks for the same stack with these properties. */
export const updateGroup = (group: TemplateGroup, stackName: string, asked: Asked) => {
  const changed = Object.entries(group.before).map(([id, resource]) => [
    id,
    { ...resource, Properties: { ...resource.Properties, ...asked.properties[id] } },
  ]);
  const all = { ...Object.fromEntries(changed), ...last(group, asked.mark) };
  return {
    title: 'The same stack, changed',
    body: [
      `Update the stack ${stackName} in athena-dev, us-east-1, to this template:`,
      '',
      written(all),
    ].join('\n'),
  };
};

/** Asks for the stack to be deleted. */
export const deleteGroup = (stackName: string) => ({
  title: 'The stack goes',
  body: `Delete the CloudFormation stack ${stackName} in athena-dev, us-east-1.`,
});
