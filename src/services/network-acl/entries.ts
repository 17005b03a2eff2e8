import type { TemplateResource } from '../../plan/template.ts';
import type { Json, JsonObject } from '../../task/json.ts';

/** Answers come back to high ports; 3389 is among them and stays closed to the world. */
const ANSWERS: readonly (readonly [string, JsonObject])[] = [
  ['InLow', { RuleNumber: 100, Protocol: 6, PortRange: { From: 1024, To: 3388 } }],
  ['InHigh', { RuleNumber: 110, Protocol: 6, PortRange: { From: 3390, To: 65_535 } }],
  ['InUdp', { RuleNumber: 120, Protocol: 17, PortRange: { From: 3390, To: 65_535 } }],
];

const WORLD = '0.0.0.0/0';

const entry = (acl: string, rest: JsonObject): TemplateResource => ({
  Type: 'AWS::EC2::NetworkAclEntry',
  Properties: { NetworkAclId: { Ref: acl }, RuleAction: 'allow', Egress: false, ...rest },
});

/** Entries of a list for private subnets: everything from inside, and from outside only answers. */
export const privateEntries = (
  acl: string,
  inside: Json,
): Readonly<Record<string, TemplateResource>> => {
  const all: readonly (readonly [string, JsonObject])[] = [
    ['In', { RuleNumber: 90, Protocol: -1, CidrBlock: inside }],
    ...ANSWERS.map(([id, rest]) => [id, { CidrBlock: WORLD, ...rest }] as const),
    ['Out', { RuleNumber: 100, Protocol: -1, Egress: true, CidrBlock: WORLD }],
  ];
  return Object.fromEntries(all.map(([id, rest]) => [`${acl}${id}`, entry(acl, rest)]));
};
