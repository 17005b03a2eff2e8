import { PARTS_MEMBER } from '../../plan/template.ts';
import type { JsonObject } from '../../task/json.ts';
import { isExecuteTier } from '../../task/tier.ts';
import { asJson, textsOf, type Objection, type TemplateCheck } from './objection.ts';

const never = (path: readonly string[], message: string): Objection => ({
  code: 'never-do',
  path,
  message,
});

/** Names of this application's roles, policies and stacks. IAM compares names without case. */
const OUR_NAMES = /aws-?coworker(?!-[0-9]+-)(?!boundary\b)/i;

/** Tags and references to the boundary may name the application; nothing else may. */
const isHarmless = (path: readonly string[]): boolean => {
  const inProperties = path[0] === 'Resources' && path[2] === 'Properties';
  return !inProperties || path.includes('Tags') || path[3] === 'Description';
};

/** The application's own roles, policies and stacks are never a plan's target. */
export const ownParts: TemplateCheck = ({ template }) =>
  textsOf(asJson(template))
    .filter(({ path, text }) => !isHarmless(path) && OUR_NAMES.test(text))
    .map(({ path }) => never(path, 'it names a part of this application itself'));

/** Which stacks go with a part is told by what this application wrote there, and nobody else. */
export const toldParts: TemplateCheck = ({ template, isStanding = false }) =>
  isStanding || template.Metadata?.[PARTS_MEMBER] === undefined
    ? []
    : [never(['Metadata', PARTS_MEMBER], 'only this application writes whose a resource is')];

const isOff = (properties: JsonObject, name: string): boolean =>
  properties[name] === false || properties[name] === 'false';

/** What turns off the watching of an account. */
const SILENCING: readonly (readonly [string, string])[] = [
  ['AWS::CloudTrail::Trail', 'IsLogging'],
  ['AWS::GuardDuty::Detector', 'Enable'],
  ['AWS::SecurityHub::Hub', 'EnableDefaultStandards'],
];

/** CloudTrail, GuardDuty and their like are never turned off. */
export const silenced: TemplateCheck = ({ template }) =>
  Object.entries(template.Resources).flatMap(([id, { Type, Properties = {} }]) =>
    SILENCING.filter(([type, name]) => type === Type && isOff(Properties, name))
      .slice(0, 1)
      .map(([type, name]) =>
        never(['Resources', id, 'Properties', name], `${id} turns ${type} off`),
      ),
  );

/** The organization is changed by its own people, and keys for people are asked for outright. */
export const neverTypes: TemplateCheck = ({ template, tier }) =>
  Object.entries(template.Resources).flatMap(([id, { Type }]) => {
    const path = ['Resources', id, 'Type'];
    if (Type.startsWith('AWS::Organizations::')) {
      return [never(path, `${id} would change the organization`)];
    }
    const isKey = Type === 'AWS::IAM::AccessKey';
    return isKey && !isExecuteTier(tier)
      ? [never(path, `${id} would be a long-lived access key in ${tier}`)]
      : [];
  });
