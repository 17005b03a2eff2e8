import { AwsError } from '../aws-error.ts';
import { jsonText } from '../engine/json-text.ts';
import { keyPolicy } from '../engine/key-demands.ts';
import { start, type Steps } from '../engine/timeline.ts';
import type { Resource } from '../state.ts';
import { pageOf, row, text, type Call, type OperationRow, type OperationTable } from './call.ts';
import { ownResource, ownResources } from './find.ts';

const KEY = 'AWS::KMS::Key';
const ALIAS = 'AWS::KMS::Alias';

const notFound = (message: string): AwsError => new AwsError('NotFoundException', 400, message);
const invalid = (name: string, message: string): AwsError => new AwsError(name, 400, message);

const arnOf = (call: Call, id: string): string =>
  `arn:aws:kms:${call.region}:${call.accountId}:key/${id}`;

const idOf = (value: string): string => value.split('/').at(-1) ?? '';

/** The key behind an id, an ARN or an alias. */
const keyIdOf = (call: Call): string => {
  const asked = text(call.input, 'KeyId');
  if (!asked.includes('alias/')) return idOf(asked);
  const name = asked.slice(asked.indexOf('alias/'));
  const alias = ownResource(call, ALIAS, name);
  return alias === undefined ? '' : idOf(jsonText(alias.properties['TargetKeyId']));
};

const needKey = (call: Call): Resource => {
  const id = keyIdOf(call);
  const found = ownResource(call, KEY, id);
  if (found !== undefined) return found;
  const asked = text(call.input, 'KeyId');
  throw notFound(
    asked.startsWith('alias/')
      ? `Alias arn:aws:kms:${call.region}:${call.accountId}:${asked} is not found.`
      : `Key '${arnOf(call, id)}' does not exist`,
  );
};

/** KMS tells of a missing key before it asks whether the caller may. */
const onKey = (action: string, run: (call: Call) => unknown): OperationRow => ({
  first: (call) => {
    needKey(call);
  },
  demands: (call) => {
    const { arn, properties } = needKey(call);
    const place = { accountId: call.accountId, region: call.region };
    const policy = keyPolicy(call.state, { arn, place, properties }, arn);
    return [{ action: `kms:${action}`, resource: arn, ...policy }];
  },
  run,
});

const stateOf = ({ attributes, properties }: Resource): string =>
  jsonText(attributes['KeyState']) || (properties['Enabled'] === false ? 'Disabled' : 'Enabled');

const specOf = ({ properties }: Resource): string =>
  jsonText(properties['KeySpec']) || 'SYMMETRIC_DEFAULT';

const originOf = ({ properties }: Resource): string => jsonText(properties['Origin']) || 'AWS_KMS';

const metadata = (key: Resource): unknown => ({
  AWSAccountId: key.accountId,
  KeyId: key.id,
  Arn: key.arn,
  CreationDate: key.createdAt,
  Enabled: stateOf(key) === 'Enabled',
  Description: jsonText(key.properties['Description']),
  KeyUsage: jsonText(key.properties['KeyUsage']) || 'ENCRYPT_DECRYPT',
  KeyState: stateOf(key),
  Origin: originOf(key),
  KeyManager: jsonText(key.attributes['KeyManager']) || 'CUSTOMER',
  KeySpec: specOf(key),
  MultiRegion: key.properties['MultiRegion'] === true,
});

const rotation = (key: Resource): unknown => {
  const isOn = key.properties['EnableKeyRotation'] === true;
  const since = key.attributes['OnDemandRotationStartDate'];
  return {
    KeyId: key.arn,
    KeyRotationEnabled: isOn,
    ...(isOn ? { RotationPeriodInDays: key.properties['RotationPeriodInDays'] ?? 365 } : {}),
    ...(typeof since === 'string' ? { OnDemandRotationStartDate: new Date(since) } : {}),
  };
};

/** KMS rotates in the background and shows since when; nothing else of the key changes. */
async function* rotating(key: Resource): Steps {
  yield 60;
  delete key.attributes['OnDemandRotationStartDate'];
  key.attributes['Rotations'] = Number(key.attributes['Rotations'] ?? 0) + 1;
}

const rotateNow = (call: Call): unknown => {
  const key = needKey(call);
  if (specOf(key) !== 'SYMMETRIC_DEFAULT' || originOf(key) !== 'AWS_KMS')
    throw invalid('UnsupportedOperationException', 'Key rotation is not supported for this key.');
  if (stateOf(key) !== 'Enabled')
    throw invalid('DisabledException', `${key.arn} is ${stateOf(key).toLowerCase()}.`);
  if (key.attributes['OnDemandRotationStartDate'] !== undefined)
    throw invalid('ConflictException', 'On-demand rotation is already in progress.');
  key.attributes['OnDemandRotationStartDate'] = call.state.now.toISOString();
  start(call.state, rotating(key));
  return { KeyId: key.arn };
};

const paged = (call: Call, name: string, items: readonly unknown[]): unknown => {
  const page = pageOf(call, items, call.input['Marker']);
  return { [name]: page.items, Truncated: page.next !== undefined, NextMarker: page.next };
};

const keys = (call: Call): unknown =>
  paged(
    call,
    'Keys',
    ownResources(call, KEY).map(({ id, arn }) => ({ KeyId: id, KeyArn: arn })),
  );

const aliases = (call: Call): unknown =>
  paged(
    call,
    'Aliases',
    ownResources(call, ALIAS).map(({ id, arn, properties }) => ({
      AliasName: id,
      AliasArn: arn,
      TargetKeyId: idOf(jsonText(properties['TargetKeyId'])),
    })),
  );

const tags = (call: Call): unknown =>
  paged(
    call,
    'Tags',
    Object.entries(needKey(call).tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue })),
  );

const policy = (call: Call): unknown => ({
  PolicyName: 'default',
  Policy: JSON.stringify(needKey(call).properties['KeyPolicy'] ?? {}),
});

/** KMS: what keys are, never what they encrypt, and their rotation. */
export const kmsOperations: OperationTable = {
  DescribeKey: onKey('DescribeKey', (call) => ({ KeyMetadata: metadata(needKey(call)) })),
  GetKeyRotationStatus: onKey('GetKeyRotationStatus', (call) => rotation(needKey(call))),
  GetKeyPolicy: onKey('GetKeyPolicy', policy),
  ListResourceTags: onKey('ListResourceTags', tags),
  ListKeys: row('kms:ListKeys', () => '*', keys),
  ListAliases: row('kms:ListAliases', () => '*', aliases),
  RotateKeyOnDemand: onKey('RotateKeyOnDemand', rotateNow),
};
