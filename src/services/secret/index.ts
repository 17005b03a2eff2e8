import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { secretCost } from './cost.ts';
import { draftSecret } from './draft.ts';
import { readSecretFacts } from './facts.ts';
import { secretFactsSchema } from './facts-schema.ts';
import { SECRET_FIELDS } from './fields.ts';
import { secretHealth } from './health.ts';
import { listSecrets } from './list.ts';
import { secretOperations } from './operations.ts';
import { SECRET_TYPES } from './permissions.ts';
import { readBackSecret } from './read-back.ts';
import { SECRET_TEMPLATE_TYPES, secretRemedies } from './remedies.ts';

/** Secrets: AWS makes the value, a function rotates it, and nobody here ever reads it. */
export const secret = defineService(
  {
    key: 'secret',
    title: 'Secrets Manager secret',
    resourceType: 'AWS::SecretsManager::Secret',
    templateTypes: SECRET_TEMPLATE_TYPES,
    fields: SECRET_FIELDS,
    readFacts: readSecretFacts,
    draft: draftSecret,
    types: SECRET_TYPES,
    remedies: secretRemedies,
    operations: secretOperations,
    health: secretHealth,
    cost: asServiceCost(secretCost),
    readBack: readBackSecret,
    list: listSecrets,
  },
  secretFactsSchema,
);
