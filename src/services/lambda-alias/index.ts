import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { lambdaAliasCost } from './cost.ts';
import { draftLambdaAlias } from './draft.ts';
import { readLambdaAliasFacts } from './facts.ts';
import { lambdaAliasFactsSchema } from './facts-schema.ts';
import { ALIAS_FIELDS } from './fields.ts';
import { lambdaAliasHealth } from './health.ts';
import { listLambdaAliases } from './list.ts';
import { lambdaAliasOperations } from './operations.ts';
import { LAMBDA_ALIAS_TYPES } from './permissions.ts';
import { readBackLambdaAlias } from './read-back.ts';
import { ALIAS_TEMPLATE_TYPES, lambdaAliasRemedies } from './remedies.ts';

/** Aliases: a name that callers keep, moved between versions whole or by a part of the calls. */
export const lambdaAlias = defineService(
  {
    key: 'lambda-alias',
    title: 'Lambda alias',
    resourceType: 'AWS::Lambda::Alias',
    templateTypes: ALIAS_TEMPLATE_TYPES,
    fields: ALIAS_FIELDS,
    readFacts: readLambdaAliasFacts,
    draft: draftLambdaAlias,
    types: LAMBDA_ALIAS_TYPES,
    remedies: lambdaAliasRemedies,
    operations: lambdaAliasOperations,
    health: lambdaAliasHealth,
    cost: asServiceCost(lambdaAliasCost),
    readBack: readBackLambdaAlias,
    list: listLambdaAliases,
  },
  lambdaAliasFactsSchema,
);
