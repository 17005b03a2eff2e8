import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { ruleCost } from './cost.ts';
import { draftRule } from './draft.ts';
import { readRuleFacts } from './facts.ts';
import { ruleFactsSchema } from './facts-schema.ts';
import { RULE_FIELDS } from './fields.ts';
import { ruleHealth } from './health.ts';
import { readRuleHealth } from './health/facts.ts';
import { listRules } from './list.ts';
import { ruleOperations } from './operations.ts';
import { RULE_TYPES } from './permissions.ts';
import { readBackRule } from './read-back.ts';
import { RULE_TEMPLATE_TYPES, ruleRemedies } from './remedies.ts';

/** Rules of EventBridge: they call what is there and lets them in, and keep what fails. */
export const eventbridgeRule = defineService(
  {
    key: 'eventbridge-rule',
    title: 'EventBridge rule',
    resourceType: 'AWS::Events::Rule',
    templateTypes: RULE_TEMPLATE_TYPES,
    fields: RULE_FIELDS,
    readFacts: readRuleFacts,
    draft: draftRule,
    types: RULE_TYPES,
    remedies: ruleRemedies,
    operations: ruleOperations,
    health: ruleHealth,
    readHealth: readRuleHealth,
    cost: asServiceCost(ruleCost),
    readBack: readBackRule,
    list: listRules,
  },
  ruleFactsSchema,
);
