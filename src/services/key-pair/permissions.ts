import { anywhere, regionalArn } from '../acts.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { namesOf, tableOf } from '../type-table.ts';

const arns = (input: NeedInput): readonly string[] =>
  namesOf(input, 'KeyName').map((name) => regionalArn('ec2', input, `key-pair/${name}`));

/**
 * Source: schema of AWS::EC2::KeyPair, cut with the list of IAM. `ec2:CreateKeyPair` and the
 * parameter in which CloudFormation keeps a private key are left out: no private key is made.
 */
export const keyPairTable: TypeTable = tableOf({
  type: 'AWS::EC2::KeyPair',
  arns,
  slowestMinutes: 2,
  isStateful: false,
  nameProperty: 'KeyName',
  createOnly: ['KeyFormat', 'KeyName', 'KeyType', 'PublicKeyMaterial', 'Tags'],
  sensitiveProperties: ['*'],
  create: [],
  remove: ['ec2:DeleteKeyPair'],
  read: [anywhere('ec2:DescribeKeyPairs')],
  properties: {
    PublicKeyMaterial: { set: ['ec2:ImportKeyPair'] },
    Tags: { set: [{ action: 'ec2:CreateTags', resources: arns }] },
  },
});

/** The reviewed table of a key pair. */
export const KEY_PAIR_TYPES: readonly TypeTable[] = [keyPairTable];
