import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { auroraCost } from './cost.ts';
import { draftAurora } from './draft.ts';
import { readAuroraFacts } from './facts.ts';
import { auroraFactsSchema } from './facts-schema.ts';
import { AURORA_FIELDS } from './fields.ts';
import { auroraHealth } from './health.ts';
import { listClusters } from './list.ts';
import { auroraOperations } from './operations.ts';
import { AURORA_TYPES } from './permissions.ts';
import { readBackAurora } from './read-back.ts';
import { AURORA_TEMPLATE_TYPES, auroraRemedies } from './remedies.ts';

/** Aurora: encrypted, never public, its instances go before it, and a snapshot stays. */
export const auroraCluster = defineService(
  {
    key: 'aurora-cluster',
    title: 'Aurora cluster',
    resourceType: 'AWS::RDS::DBCluster',
    templateTypes: AURORA_TEMPLATE_TYPES,
    fields: AURORA_FIELDS,
    readFacts: readAuroraFacts,
    draft: draftAurora,
    types: AURORA_TYPES,
    remedies: auroraRemedies,
    operations: auroraOperations,
    health: auroraHealth,
    cost: asServiceCost(auroraCost),
    readBack: readBackAurora,
    list: listClusters,
  },
  auroraFactsSchema,
);
