import type { Json } from '../../task/json.ts';
import type { Template } from '../../plan/template.ts';
import { fail, pass, type NamedJudge } from './judgement.ts';

const OFFICIAL = /^(AWS|Alexa)::/;

const runsCode = (type: string): boolean =>
  type.startsWith('Custom::') ||
  type === 'AWS::CloudFormation::CustomResource' ||
  type === 'AWS::CloudFormation::Macro' ||
  type.startsWith('AWS::CloudFormation::Hook') ||
  type.endsWith('::MODULE') ||
  !OFFICIAL.test(type);

const hasMacro = (json: Json | undefined): boolean => {
  const text = JSON.stringify(json ?? null);
  return text.includes('"Fn::Transform"') || text.includes('"Fn::ForEach::');
};

/** What of a template runs code, or becomes other text, between the review and the deployment. */
export const codeAtDeploy = (template: Template): readonly string[] => [
  ...(template.Transform === undefined ? [] : ['a transform rewrites the template']),
  ...(hasMacro(template as unknown as Json) ? ['a macro rewrites a part of the template'] : []),
  ...Object.entries(template.Resources ?? {})
    .filter(([, one]) => typeof one?.Type === 'string' && runsCode(one.Type))
    .map(([id, one]) => `${id} (${one.Type}) runs code while it is deployed`),
];

/** Nothing of the template runs code or changes its meaning after the review. */
export const noCodeAtDeploy: NamedJudge = (subject) => {
  const found = codeAtDeploy(subject.model.template);
  return found.length === 0 ? pass('no code runs at deployment') : fail(found.join('; '));
};
