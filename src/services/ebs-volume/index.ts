import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { ebsCost } from './cost.ts';
import { draftEbs } from './draft.ts';
import { readEbsFacts } from './facts.ts';
import { ebsFactsSchema } from './facts-schema.ts';
import { EBS_FIELDS } from './fields.ts';
import { ebsHealth } from './health.ts';
import { listVolumes } from './list.ts';
import { ebsOperations } from './operations.ts';
import { EBS_TYPES } from './permissions.ts';
import { readBackEbs } from './read-back.ts';
import { EBS_TEMPLATE_TYPES, ebsRemedies } from './remedies.ts';

/** Volumes: encrypted, gp3, deleted only behind a snapshot; and the snapshots themselves. */
export const ebsVolume = defineService(
  {
    key: 'ebs-volume',
    title: 'EBS volume',
    resourceType: 'AWS::EC2::Volume',
    templateTypes: EBS_TEMPLATE_TYPES,
    fields: EBS_FIELDS,
    readFacts: readEbsFacts,
    draft: draftEbs,
    types: EBS_TYPES,
    remedies: ebsRemedies,
    operations: ebsOperations,
    health: ebsHealth,
    cost: asServiceCost(ebsCost),
    readBack: readBackEbs,
    list: listVolumes,
  },
  ebsFactsSchema,
);
