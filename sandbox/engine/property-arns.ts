import { isJsonObject, type Json, type JsonObject } from '../../src/task/json.ts';
import type { Place } from '../resources/model.ts';

/** The texts of a list, or of one that stands alone. */
export const strings = (value: Json | undefined): readonly string[] =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value]).filter(
    (each) => typeof each === 'string',
  );

/** What a nested member holds as text; empty where it, or what it stands in, is not there. */
export const memberText = (
  value: Json | undefined,
  ...path: readonly string[]
): readonly string[] => {
  const [name, ...rest] = path;
  if (name === undefined) return typeof value === 'string' ? [value] : [];
  return isJsonObject(value ?? null) ? memberText((value as JsonObject)[name], ...rest) : [];
};

/** Keys are named by ARN or by id; an alias stands for a key that only KMS knows. */
export const keyArns = (place: Place, keys: readonly string[]): readonly string[] =>
  keys
    .filter((key) => !key.startsWith('alias/aws/'))
    .map((key) => {
      const id = key.startsWith('alias/') ? 'behind-an-alias' : key;
      return key.startsWith('arn:')
        ? key
        : `arn:aws:kms:${place.region}:${place.accountId}:key/${id}`;
    });

/** Keys of a volume, or of the volumes of a machine. */
export const volumeKeys = (properties: JsonObject): readonly string[] => {
  const devices = properties['BlockDeviceMappings'];
  return [
    ...strings(properties['KmsKeyId']),
    ...(Array.isArray(devices) ? (devices as readonly Json[]) : []).flatMap((device) =>
      memberText(device, 'Ebs', 'KmsKeyId'),
    ),
  ];
};
