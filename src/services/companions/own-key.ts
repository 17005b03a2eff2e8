import type { Template } from '../../plan/template.ts';
import type { JsonObject } from '../../task/json.ts';
import { arnIn, retagged } from '../lambda-function/own-role.ts';
import { withResource } from '../template-edit.ts';

/** Administered by the account through IAM; no principal is everybody. */
const KEY_POLICY: JsonObject = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Account',
      Effect: 'Allow',
      Principal: { AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' } },
      Action: 'kms:*',
      Resource: '*',
    },
  ],
};

/** A template with a key of its own for one resource, which no stack ever deletes; and its ARN. */
export const withOwnKey = (
  template: Template,
  logicalId: string,
  what: string,
): { readonly template: Template; readonly arn: JsonObject } => {
  const keyId = `${logicalId}Key`;
  const made = withResource(template, keyId, {
    Type: 'AWS::KMS::Key',
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      Description: { 'Fn::Sub': `${what} of \${AWS::StackName}` },
      EnableKeyRotation: true,
      KeyPolicy: KEY_POLICY,
      Tags: retagged(template, logicalId, '-key'),
    },
  });
  return { template: made, arn: arnIn(keyId) };
};
