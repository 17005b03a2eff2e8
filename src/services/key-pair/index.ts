import { byIdFactsSchema } from '../by-id/facts-schema.ts';
import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { keyPairCost } from './cost.ts';
import { draftKeyPair } from './draft.ts';
import { readKeyPairFacts } from './facts.ts';
import { KEY_PAIR_FIELDS } from './fields.ts';
import { keyPairHealth } from './health.ts';
import { listKeyPairs } from './list.ts';
import { keyPairOperations } from './operations.ts';
import { KEY_PAIR_TYPES } from './permissions.ts';
import { readBackKeyPair } from './read-back.ts';
import { KEY_PAIR_TEMPLATE_TYPES, keyPairRemedies } from './remedies.ts';

/** Key pairs: only the import of a public key; a private one is neither made nor shown. */
export const keyPair = defineService(
  {
    key: 'key-pair',
    title: 'EC2 key pair',
    resourceType: 'AWS::EC2::KeyPair',
    templateTypes: KEY_PAIR_TEMPLATE_TYPES,
    fields: KEY_PAIR_FIELDS,
    readFacts: readKeyPairFacts,
    draft: draftKeyPair,
    types: KEY_PAIR_TYPES,
    remedies: keyPairRemedies,
    operations: keyPairOperations,
    health: keyPairHealth,
    cost: asServiceCost(keyPairCost),
    readBack: readBackKeyPair,
    list: listKeyPairs,
  },
  byIdFactsSchema,
);
