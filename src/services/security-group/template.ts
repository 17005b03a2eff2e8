import type { Template, TemplateResource } from '../../plan/template.ts';
import type { JsonObject } from '../../task/json.ts';
import type { Tier } from '../../task/tier.ts';
import { isAtLeast } from '../../task/tier.ts';
import type { DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';
import { targetOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';
import { askedRule, ruleJson, type Direction } from './rules.ts';

const EGRESS = [443, 80].map((port) => ({
  IpProtocol: 'tcp',
  FromPort: port,
  ToPort: port,
  CidrIp: '0.0.0.0/0',
  Description: port === 443 ? 'Session Manager and updates' : 'Package mirrors',
}));

/** What a group is made of. */
export interface GroupParts {
  readonly description: string;
  readonly vpcId: string;
  readonly tier: Tier;
  readonly tags: Readonly<Record<string, string>>;
  readonly name?: string;
  readonly rules?: Readonly<Partial<Record<Direction, readonly JsonObject[]>>>;
}

/** Lets nothing in by itself; from staging up, out only what updates and Session Manager need. */
export const groupResource = (parts: GroupParts): TemplateResource => ({
  Type: 'AWS::EC2::SecurityGroup',
  Properties: {
    ...(parts.name === undefined ? {} : { GroupName: parts.name }),
    GroupDescription: parts.description.replaceAll(/[^A-Za-z0-9 _./=+-]/g, '-').slice(0, 255),
    VpcId: parts.vpcId,
    ...(isAtLeast(parts.tier, 'staging') ? { SecurityGroupEgress: EGRESS } : {}),
    ...parts.rules,
    Tags: tagList(parts.tags),
  },
});

/** What is said of each rule: where it was asked for. */
export const ruleDescription = ({ issue }: Pick<DraftContext, 'issue'>): string =>
  `Asked in ${issue.ref.owner}/${issue.ref.repo}/issues/${issue.ref.number}`;

/** One group, with the rule that was asked for with it, if any. */
export const groupTemplate = (context: DraftContext, vpcId: string): Template => {
  const name = targetOf(context.task);
  const rule = askedRule(context.task);
  const rules =
    rule === undefined ? {} : { [rule.direction]: [ruleJson(rule, ruleDescription(context))] };
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Security group ${name}`,
    Resources: {
      [logicalIdOf(name, 'Group')]: groupResource({
        name,
        description: name,
        vpcId,
        tier: context.tier,
        tags: context.tagsFor(name),
        rules,
      }),
    },
  };
};
