import type { Template } from '../../plan/template.ts';
import type { DraftContext } from '../service.ts';
import { targetOf, textOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';

/** The function as it is now, under a number that Lambda gives. */
export const versionTemplate = ({ task }: DraftContext): Template => {
  const name = targetOf(task);
  const description = textOf(task, 'description');
  const id = logicalIdOf(name, 'Version');
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Version of the function ${name}`,
    Resources: {
      [id]: {
        Type: 'AWS::Lambda::Version',
        Properties: {
          FunctionName: name,
          ...(description === undefined ? {} : { Description: description }),
        },
      },
    },
    Outputs: { VersionArn: { Value: { Ref: id } } },
  };
};
