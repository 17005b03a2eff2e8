import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { efsCost } from './cost.ts';
import { draftEfs } from './draft.ts';
import { readEfsFacts } from './facts.ts';
import { efsFactsSchema } from './facts-schema.ts';
import { EFS_FIELDS } from './fields.ts';
import { efsHealth } from './health.ts';
import { listFileSystems } from './list.ts';
import { efsOperations } from './operations.ts';
import { EFS_TYPES } from './permissions.ts';
import { readBackEfs } from './read-back.ts';
import { EFS_TEMPLATE_TYPES, efsRemedies } from './remedies.ts';

/** File systems: encrypted, backed up, by TLS only; their mount targets go before them. */
export const efsFileSystem = defineService(
  {
    key: 'efs-file-system',
    title: 'EFS file system',
    resourceType: 'AWS::EFS::FileSystem',
    templateTypes: EFS_TEMPLATE_TYPES,
    fields: EFS_FIELDS,
    readFacts: readEfsFacts,
    draft: draftEfs,
    types: EFS_TYPES,
    remedies: efsRemedies,
    operations: efsOperations,
    health: efsHealth,
    cost: asServiceCost(efsCost),
    readBack: readBackEfs,
    list: listFileSystems,
  },
  efsFactsSchema,
);
