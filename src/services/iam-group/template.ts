import type { Template } from '../../plan/template.ts';
import { IAM_PATH } from '../acts.ts';
import { withAttached } from '../iam-role/attached.ts';
import { logicalIdOf } from '../template-edit.ts';

/** A group under the path of this application, with the policies that were asked. */
export const iamGroupTemplate = (name: string, policies: readonly string[]): Template => ({
  AWSTemplateFormatVersion: '2010-09-09',
  Description: `Group ${name}`,
  Resources: {
    [logicalIdOf(name, 'Group')]: {
      Type: 'AWS::IAM::Group',
      Properties: withAttached({ GroupName: name, Path: IAM_PATH }, policies),
    },
  },
});
