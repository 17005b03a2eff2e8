import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { kmsKeyCost } from './cost.ts';
import { draftKmsKey } from './draft.ts';
import { readKmsKeyFacts } from './facts.ts';
import { kmsKeyFactsSchema } from './facts-schema.ts';
import { KMS_KEY_FIELDS } from './fields.ts';
import { readKeyHealth } from './health/facts.ts';
import { kmsKeyHealth } from './health.ts';
import { listKeys } from './list.ts';
import { kmsKeyOperations } from './operations.ts';
import { KMS_TYPES } from './permissions.ts';
import { readBackKmsKey } from './read-back.ts';
import { KMS_KEY_TEMPLATE_TYPES, kmsKeyRemedies } from './remedies.ts';

/** Keys of KMS: rotated, open to their account alone, and never deleted. */
export const kmsKey = defineService(
  {
    key: 'kms-key',
    title: 'KMS key',
    resourceType: 'AWS::KMS::Key',
    templateTypes: KMS_KEY_TEMPLATE_TYPES,
    fields: KMS_KEY_FIELDS,
    readFacts: readKmsKeyFacts,
    draft: draftKmsKey,
    types: KMS_TYPES,
    remedies: kmsKeyRemedies,
    operations: kmsKeyOperations,
    health: kmsKeyHealth,
    readHealth: readKeyHealth,
    cost: asServiceCost(kmsKeyCost),
    readBack: readBackKmsKey,
    list: listKeys,
  },
  kmsKeyFactsSchema,
);
