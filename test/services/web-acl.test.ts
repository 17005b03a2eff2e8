import { describe, expect, it } from 'vitest';
import type { ChangeAction } from '../../src/plan/change.ts';
import { typeTableOf } from '../../src/services/type-tables.ts';
import type { JsonObject } from '../../src/task/json.ts';
import { account, REGION, sure } from './samples.ts';

const TYPE = 'AWS::WAFv2::WebACLAssociation';
const STAGE = `arn:aws:apigateway:${REGION}::/restapis/r1s2t3u4v5/stages/live`;

const allowed = (change: ChangeAction, properties: JsonObject) => {
  const needs = sure(typeTableOf(TYPE)).needs({
    type: TYPE,
    logicalId: 'Guard',
    action: change,
    properties,
    changedProperties: [],
    account: account(),
    region: REGION,
    stackName: 'aws-coworker-42-orders',
  });
  return (action: string): readonly string[] =>
    needs.filter((need) => need.action === action).flatMap((need) => need.resources);
};

const ofAcl = (change: ChangeAction, properties: JsonObject, physicalId?: string) =>
  sure(typeTableOf('AWS::WAFv2::WebACL'))
    .needs({
      type: 'AWS::WAFv2::WebACL',
      logicalId: 'Acl',
      action: change,
      properties,
      changedProperties: [],
      ...(physicalId === undefined ? {} : { physicalId }),
      account: account(),
      region: REGION,
      stackName: 'aws-coworker-42-orders',
    })
    .filter((need) => need.action.endsWith('WebACL') && need.purpose !== 'read')
    .map((need) => `${need.action} ${need.resources.join(' ')}`);

describe('a web ACL', () => {
  const acl = (name: string) => `arn:aws:wafv2:${REGION}:${account().id}:regional/webacl/${name}`;
  const groups = `arn:aws:wafv2:${REGION}:${account().id}:regional/managedruleset/*/*`;

  it('is made under the name that its template gives it', () => {
    expect(ofAcl('create', { Name: 'own' })).toEqual([
      `wafv2:CreateWebACL ${groups} ${acl('own/*')}`,
      `wafv2:DeleteWebACL ${acl('own/*')}`,
    ]);
  });

  it('is replaced by one of another name, and goes by its own', () => {
    expect(ofAcl('replace', { Name: 'own' }, 'former|id|REGIONAL')).toEqual([
      `wafv2:CreateWebACL ${groups} ${acl('own/*')}`,
      `wafv2:DeleteWebACL ${acl('former/id')} ${acl('own/*')}`,
    ]);
  });
});

describe('what puts a web ACL before a stage', () => {
  it('may be made for that stage, by a web ACL of its own stack', () => {
    const on = allowed('create', { ResourceArn: STAGE });
    const acls = `arn:aws:wafv2:${REGION}:${account().id}:regional/webacl/aws-coworker-42-orders-*`;
    expect(on('wafv2:AssociateWebACL')).toEqual([STAGE, acls]);
    expect(on('apigateway:SetWebACL')).toEqual([STAGE]);
  });

  it.each(['create', 'delete'] as const)('is taken away from that stage alone: %s', (change) => {
    const on = allowed(change, { ResourceArn: STAGE });
    expect(on('wafv2:DisassociateWebACL')).toEqual([STAGE]);
  });

  it('names the web ACL where its ARN is known', () => {
    const WebACLArn = `arn:aws:wafv2:${REGION}:${account().id}:regional/webacl/own/*`;
    const on = allowed('create', { ResourceArn: STAGE, WebACLArn });
    expect(on('wafv2:AssociateWebACL')).toEqual([STAGE, WebACLArn]);
  });

  it('speaks of stages of its region while the stage is not known', () => {
    const on = allowed('create', { ResourceArn: { 'Fn::Sub': 'x' } });
    const stages = [`arn:aws:apigateway:${REGION}::/restapis/*/stages/*`];
    expect(on('wafv2:DisassociateWebACL')).toEqual(stages);
  });
});
