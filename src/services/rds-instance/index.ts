import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { rdsCost } from './cost.ts';
import { draftRds } from './draft.ts';
import { readRdsFacts } from './facts.ts';
import { rdsFactsSchema } from './facts-schema.ts';
import { RDS_FIELDS } from './fields.ts';
import { rdsHealth } from './health.ts';
import { listDatabases } from './list.ts';
import { rdsOperations } from './operations.ts';
import { RDS_TYPES } from './permissions.ts';
import { readBackRds } from './read-back.ts';
import { RDS_TEMPLATE_TYPES, rdsRemedies } from './remedies.ts';

/** Databases: encrypted, never public, without a password anywhere, deleted behind a snapshot. */
export const rdsInstance = defineService(
  {
    key: 'rds-instance',
    title: 'RDS instance',
    resourceType: 'AWS::RDS::DBInstance',
    templateTypes: RDS_TEMPLATE_TYPES,
    fields: RDS_FIELDS,
    readFacts: readRdsFacts,
    draft: draftRds,
    types: RDS_TYPES,
    remedies: rdsRemedies,
    operations: rdsOperations,
    health: rdsHealth,
    cost: asServiceCost(rdsCost),
    readBack: readBackRds,
    list: listDatabases,
  },
  rdsFactsSchema,
);
