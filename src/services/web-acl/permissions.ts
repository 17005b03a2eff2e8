import { tagActs } from '../acts.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { namesOf, tableOf, type Act } from '../type-table.ts';

const base = (input: NeedInput): string => `arn:aws:wafv2:${input.region}:${input.account.id}:`;

const scopeOf = (input: NeedInput): string =>
  input.properties['Scope'] === 'CLOUDFRONT' ? 'global' : 'regional';

/** By its name, and by the id that WAF gives it once it is there: `name|id|scope`. */
const aclArns = (input: NeedInput): readonly string[] =>
  namesOf(input, 'Name').map((one) => {
    const [name = '', id = '*'] = one.split('|');
    return `${base(input)}${scopeOf(input)}/webacl/${name}/${id}`;
  });

/** A web ACL names the managed groups of rules that it uses, which are AWS's own. */
const withGroups = (action: string): Act => ({
  action,
  resources: (input) => [...aclArns(input), `${base(input)}${scopeOf(input)}/managedruleset/*/*`],
});

/** Source: schema of AWS::WAFv2::WebACL, cut with the list of IAM. */
export const webAclTable: TypeTable = tableOf({
  type: 'AWS::WAFv2::WebACL',
  arns: aclArns,
  slowestMinutes: 2,
  isStateful: false,
  nameProperty: 'Name',
  createOnly: ['Name', 'Scope'],
  sensitiveProperties: ['*'],
  create: [withGroups('wafv2:CreateWebACL')],
  change: [withGroups('wafv2:UpdateWebACL')],
  remove: ['wafv2:DeleteWebACL'],
  read: ['wafv2:GetWebACL', 'wafv2:ListTagsForResource'],
  properties: { Tags: tagActs('wafv2:TagResource', 'wafv2:UntagResource') },
});

/** The web ACL that is named, where it can be known; else any that this stack makes. */
const aclsNamed = (input: NeedInput): readonly string[] => {
  const acl = input.properties['WebACLArn'];
  return typeof acl === 'string' && acl.startsWith('arn:')
    ? [acl]
    : [`${base(input)}regional/webacl/${input.stackName}-*`];
};

const onStage = (input: NeedInput): readonly string[] => {
  const resource = input.properties['ResourceArn'];
  return typeof resource === 'string' && !/[*?$]/.test(resource)
    ? [resource]
    : [`arn:aws:apigateway:${input.region}::/restapis/*/stages/*`];
};

const beforeStage = (action: string): Act => ({ action, resources: onStage });

/** What puts a web ACL before a stage: IAM asks for both sides, and to take it away for one. */
const association: TypeTable = tableOf({
  type: 'AWS::WAFv2::WebACLAssociation',
  arns: aclsNamed,
  slowestMinutes: 2,
  isStateful: false,
  createOnly: ['ResourceArn', 'WebACLArn'],
  sensitiveProperties: ['*'],
  create: [
    {
      action: 'wafv2:AssociateWebACL',
      resources: (input) => [...aclsNamed(input), ...onStage(input)],
    },
    beforeStage('apigateway:SetWebACL'),
  ],
  remove: [beforeStage('wafv2:DisassociateWebACL'), beforeStage('apigateway:SetWebACL')],
  read: ['wafv2:GetWebACLForResource'],
  properties: {},
});

/** The reviewed tables of a web application firewall. */
export const WEB_ACL_TYPES: readonly TypeTable[] = [webAclTable, association];
