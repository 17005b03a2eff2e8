import { at } from '../compare.ts';
import type { Operation } from '../service.ts';

const keyArn = (region: string, accountId: string, id: string): string =>
  `arn:aws:kms:${region}:${accountId}:key/${id}`;

/**
 * New key material at once. KMS keeps the former material for what it encrypted; it does it in the
 * background, and says since when while it does. It may be asked for 25 times in the life of a key.
 */
export const ROTATE: Operation = {
  name: 'kms:rotate',
  client: 'KMS',
  operation: 'RotateKeyOnDemand',
  operationClass: 'sensitive',
  inverse: {
    reversibility: 'irreversible',
    summary: 'key material stays rotated; what was encrypted before is still decrypted',
  },
  needs: (target, account, region) => [
    {
      action: 'kms:RotateKeyOnDemand',
      resources: [keyArn(region, account.id, target)],
      purpose: 'forward',
      via: 'direct',
    },
    {
      action: 'kms:GetKeyRotationStatus',
      resources: [keyArn(region, account.id, target)],
      purpose: 'read',
      via: 'direct',
    },
  ],
  input: (target) => ({ KeyId: target }),
  wait: {
    client: 'KMS',
    operation: 'GetKeyRotationStatus',
    input: (target) => ({ KeyId: target }),
    isDone: (output) =>
      at(output, 'KeyId') !== undefined && at(output, 'OnDemandRotationStartDate') === undefined,
    timeoutMinutes: 15,
  },
};

/** The catalogue of keys: nothing in it disables or deletes one. */
export const kmsKeyOperations: readonly Operation[] = [ROTATE];
