/** Table of the IAM actions that APIs, zones and distributions demand of a handler's session. */
import type { ActionRow, ActionTable } from './required-actions.ts';

/** What an action of these types is asked on, beside the resource itself. */
export type EdgeTarget =
  | 'anything'
  | 'apis'
  | 'apiTags'
  | 'stagesOfApi'
  | 'routesOfApi'
  | 'integrationsOfApi'
  | 'restApis'
  | 'resourcesOfApi'
  | 'deploymentsOfApi'
  | 'stagesOfRestApi'
  | 'managedRules'
  | 'guardedStage'
  | 'changes'
  | 'queryLogs'
  | 'logBucket';

const call = (action: string, ...on: readonly EdgeTarget[]): ActionRow =>
  on.length === 0 ? { action } : { action, on };
const when = (row: ActionRow, ...names: readonly string[]): ActionRow => ({ ...row, when: names });

const GET = call('apigateway:GET');
const DELETE = call('apigateway:DELETE');

/** Turning a vended log on or off asks for what CloudWatch Logs keeps of deliveries. */
const DELIVERIES: readonly ActionRow[] = [
  'CreateLogDelivery',
  'DeleteLogDelivery',
  'GetLogDelivery',
  'ListLogDeliveries',
  'PutResourcePolicy',
  'UpdateLogDelivery',
].map((verb) => when(call(`logs:${verb}`, 'anything'), 'AccessLogSettings'));

const TAGS_MADE = when(call('apigateway:POST', 'apiTags'), 'Tags');
const TAGS_CHANGED = [TAGS_MADE, when(call('apigateway:DELETE', 'apiTags'), 'Tags')];

const PUT_TAGS = when(call('apigateway:PUT', 'apiTags'), 'Tags');
const PUT_TAGS_CHANGED = [PUT_TAGS, when(call('apigateway:DELETE', 'apiTags'), 'Tags')];
const POLICY = when(call('apigateway:UpdateRestApiPolicy'), 'Policy');
const ACL_TAGS = when(call('wafv2:TagResource'), 'Tags');

const ZONE_TAGS = [when(call('route53:ChangeTagsForResource'), 'HostedZoneTags', 'Tags')];
const CHECK_TAGS = [when(call('route53:ChangeTagsForResource'), 'HealthCheckTags', 'Tags')];
const ZONE_LOGS = [
  when(call('route53:CreateQueryLoggingConfig'), 'QueryLoggingConfig'),
  when(call('route53:DeleteQueryLoggingConfig', 'queryLogs'), 'QueryLoggingConfig'),
];

const partOf = (target: EdgeTarget, more: readonly ActionRow[] = []): ActionTable => ({
  create: [call('apigateway:POST', target), ...more],
  read: [GET],
  update: [GET, call('apigateway:PATCH'), ...more],
  delete: [GET, DELETE],
});

const stage = partOf('stagesOfApi', DELIVERIES);

/** By type, as `REQUIRED_ACTIONS`. */
export const EDGE_ACTIONS: Readonly<Record<string, ActionTable>> = {
  'AWS::ApiGatewayV2::Api': {
    create: [call('apigateway:POST', 'apis'), TAGS_MADE],
    read: [GET],
    update: [GET, call('apigateway:PATCH'), ...TAGS_CHANGED],
    delete: [GET, DELETE],
  },
  'AWS::ApiGatewayV2::Stage': {
    ...stage,
    create: [...stage.create, TAGS_MADE],
    update: [...stage.update, ...TAGS_CHANGED],
  },
  'AWS::ApiGatewayV2::Route': partOf('routesOfApi'),
  'AWS::ApiGatewayV2::Integration': partOf('integrationsOfApi'),
  'AWS::ApiGateway::RestApi': {
    create: [call('apigateway:POST', 'restApis'), PUT_TAGS, POLICY],
    read: [GET],
    update: [GET, call('apigateway:PATCH'), ...PUT_TAGS_CHANGED, POLICY],
    delete: [GET, DELETE],
  },
  'AWS::ApiGateway::Resource': partOf('resourcesOfApi'),
  'AWS::ApiGateway::Method': {
    create: [call('apigateway:PUT')],
    read: [GET],
    update: [GET, call('apigateway:PUT'), DELETE],
    delete: [GET, DELETE],
  },
  'AWS::ApiGateway::Deployment': partOf('deploymentsOfApi'),
  'AWS::ApiGateway::Stage': {
    create: [call('apigateway:POST', 'stagesOfRestApi'), PUT_TAGS],
    read: [GET],
    update: [GET, call('apigateway:PATCH'), ...PUT_TAGS_CHANGED],
    delete: [GET, DELETE],
  },
  'AWS::Route53::HostedZone': {
    create: [
      call('route53:CreateHostedZone', 'anything'),
      ...ZONE_TAGS,
      ...ZONE_LOGS,
      when(call('route53:AssociateVPCWithHostedZone'), 'VPCs'),
      when(call('ec2:DescribeVpcs', 'anything'), 'VPCs'),
    ],
    read: [
      call('route53:GetHostedZone'),
      call('route53:GetChange', 'changes'),
      call('route53:ListTagsForResource'),
      call('route53:ListQueryLoggingConfigs'),
    ],
    update: [
      when(call('route53:UpdateHostedZoneComment'), 'HostedZoneConfig'),
      ...ZONE_TAGS,
      ...ZONE_LOGS,
      when(call('route53:AssociateVPCWithHostedZone'), 'VPCs'),
      when(call('route53:DisassociateVPCFromHostedZone'), 'VPCs'),
      when(call('ec2:DescribeVpcs', 'anything'), 'VPCs'),
    ],
    delete: [call('route53:DeleteHostedZone')],
  },
  'AWS::Route53::HealthCheck': {
    create: [call('route53:CreateHealthCheck', 'anything'), ...CHECK_TAGS],
    read: [call('route53:GetHealthCheck'), call('route53:ListTagsForResource')],
    update: [when(call('route53:UpdateHealthCheck'), 'HealthCheckConfig'), ...CHECK_TAGS],
    delete: [call('route53:DeleteHealthCheck')],
  },
  'AWS::Route53::RecordSet': {
    create: [call('route53:ChangeResourceRecordSets')],
    read: [
      call('route53:GetChange', 'changes'),
      call('route53:GetHostedZone'),
      call('route53:ListResourceRecordSets'),
    ],
    update: [call('route53:ChangeResourceRecordSets')],
    delete: [call('route53:ChangeResourceRecordSets')],
  },
  'AWS::Logs::ResourcePolicy': {
    create: [call('logs:PutResourcePolicy', 'anything')],
    read: [call('logs:DescribeResourcePolicies', 'anything')],
    update: [call('logs:PutResourcePolicy', 'anything')],
    delete: [call('logs:DeleteResourcePolicy', 'anything')],
  },
  'AWS::WAFv2::WebACL': {
    create: [{ action: 'wafv2:CreateWebACL', on: ['self', 'managedRules'] }, ACL_TAGS],
    read: [call('wafv2:GetWebACL'), call('wafv2:ListTagsForResource')],
    update: [
      call('wafv2:GetWebACL'),
      { action: 'wafv2:UpdateWebACL', on: ['self', 'managedRules'] },
      ACL_TAGS,
      when(call('wafv2:UntagResource'), 'Tags'),
    ],
    delete: [call('wafv2:GetWebACL'), call('wafv2:DeleteWebACL')],
  },
  'AWS::WAFv2::WebACLAssociation': {
    create: [
      { action: 'wafv2:AssociateWebACL', on: ['self', 'guardedStage'] },
      call('apigateway:SetWebACL', 'guardedStage'),
    ],
    read: [{ action: 'wafv2:GetWebACLForResource', on: ['self', 'guardedStage'] }],
    update: [],
    delete: [
      call('wafv2:DisassociateWebACL', 'guardedStage'),
      call('apigateway:SetWebACL', 'guardedStage'),
    ],
  },
};
