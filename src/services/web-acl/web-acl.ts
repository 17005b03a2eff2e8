import type { Template, TemplateResource } from '../../plan/template.ts';
import type { Json, JsonObject } from '../../task/json.ts';
import { withResource } from '../template-edit.ts';

/** Which kind of thing a web ACL stands before; those of CloudFront live in us-east-1. */
export type WebAclScope = 'REGIONAL' | 'CLOUDFRONT';

const visible = (name: string): JsonObject => ({
  CloudWatchMetricsEnabled: true,
  MetricName: name,
  SampledRequestsEnabled: true,
});

/** The rules that AWS keeps for everybody, in the order in which they are asked. */
const GROUPS = ['AWSManagedRulesCommonRuleSet', 'AWSManagedRulesKnownBadInputsRuleSet'] as const;

const ruleOf = (group: string, priority: number): JsonObject => ({
  Name: group,
  Priority: priority,
  OverrideAction: { None: {} },
  Statement: { ManagedRuleGroupStatement: { VendorName: 'AWS', Name: group } },
  VisibilityConfig: visible(group),
});

/** A web ACL that lets through what the managed rules of AWS do not object to. */
const webAcl = (scope: WebAclScope, tags: readonly Json[]): TemplateResource => ({
  Type: 'AWS::WAFv2::WebACL',
  Properties: {
    Scope: scope,
    DefaultAction: { Allow: {} },
    Rules: GROUPS.map(ruleOf),
    VisibilityConfig: visible('requests'),
    Tags: tags,
  },
});

/** The template with a web ACL more, under a logical id. */
export const withWebAcl = (
  template: Template,
  aclId: string,
  made: { readonly scope: WebAclScope; readonly tags: readonly Json[] },
): Template => withResource(template, aclId, webAcl(made.scope, made.tags));
