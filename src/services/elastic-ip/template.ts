import type { Template } from '../../plan/template.ts';
import type { DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';
import { textOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';

/** The name of a new address: as it was asked, else that of its stack. */
export const addressName = (context: DraftContext): string =>
  textOf(context.task, 'name') ?? context.stackName;

/** One address for a VPC. It is associated where it is used, not here. */
export const addressTemplate = (context: DraftContext): Template => {
  const name = addressName(context);
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Elastic IP address ${name}`,
    Resources: {
      [logicalIdOf(name, 'Address')]: {
        Type: 'AWS::EC2::EIP',
        Properties: { Domain: 'vpc', Tags: tagList(context.tagsFor(name)) },
      },
    },
  };
};
