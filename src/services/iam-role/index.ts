import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { iamCost } from './cost.ts';
import { draftIam } from './draft.ts';
import { readIamFacts } from './facts.ts';
import { iamFactsSchema } from './facts-schema.ts';
import { IAM_FIELDS } from './fields.ts';
import { iamHealth } from './health.ts';
import { readRoleHealth } from './health/facts.ts';
import { listRoles } from './list.ts';
import { iamOperations } from './operations.ts';
import { IAM_TYPES } from './permissions.ts';
import { readBackIam } from './read-back.ts';
import { IAM_TEMPLATE_TYPES, iamRemedies } from './remedies.ts';

/** Roles: one trusted service, permissions on named things, under the path and the boundary. */
export const iamRole = defineService(
  {
    key: 'iam-role',
    title: 'IAM role',
    resourceType: 'AWS::IAM::Role',
    templateTypes: IAM_TEMPLATE_TYPES,
    fields: IAM_FIELDS,
    readFacts: readIamFacts,
    draft: draftIam,
    types: IAM_TYPES,
    remedies: iamRemedies,
    operations: iamOperations,
    health: iamHealth,
    readHealth: readRoleHealth,
    cost: asServiceCost(iamCost),
    readBack: readBackIam,
    list: listRoles,
  },
  iamFactsSchema,
);
