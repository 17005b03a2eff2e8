import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { iamUserCost } from './cost.ts';
import { draftIamUser } from './draft.ts';
import { readIamUserFacts } from './facts.ts';
import { iamUserFactsSchema } from './facts-schema.ts';
import { IAM_USER_FIELDS } from './fields.ts';
import { readUserHealth } from './health/facts.ts';
import { iamUserHealth } from './health.ts';
import { listUsers } from './list.ts';
import { iamUserOperations } from './operations.ts';
import { IAM_USER_TYPES } from './permissions.ts';
import { readBackIamUser } from './read-back.ts';
import { IAM_USER_TEMPLATE_TYPES, iamUserRemedies } from './remedies.ts';

/** IAM users: under the boundary, with rights by groups; a key only where it is asked outright. */
export const iamUser = defineService(
  {
    key: 'iam-user',
    title: 'IAM user',
    resourceType: 'AWS::IAM::User',
    templateTypes: IAM_USER_TEMPLATE_TYPES,
    fields: IAM_USER_FIELDS,
    readFacts: readIamUserFacts,
    draft: draftIamUser,
    types: IAM_USER_TYPES,
    remedies: iamUserRemedies,
    operations: iamUserOperations,
    health: iamUserHealth,
    readHealth: readUserHealth,
    cost: asServiceCost(iamUserCost),
    readBack: readBackIamUser,
    list: listUsers,
  },
  iamUserFactsSchema,
);
