import { isJsonObject, type JsonObject } from '../../task/json.ts';
import { asJson, membersOf, type Objection, type TemplateCheck } from './objection.ts';

const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0);

const unsupported = (path: readonly string[], message: string): Objection => ({
  code: 'template-unsupported',
  path,
  message,
});

/** Macros, `AWS::Include` and language extensions: what runs is not what was read. */
export const macros: TemplateCheck = ({ template }) => {
  const whole = isNothing(template.Transform)
    ? []
    : [unsupported(['Transform'], 'a transform rewrites the template after it was reviewed')];
  const inside = membersOf(asJson(template)).flatMap(({ path }) => {
    const key = path.at(-1) ?? '';
    if (key === 'Fn::Transform') return [unsupported(path, 'a macro rewrites this part')];
    return key.startsWith('Fn::ForEach::') ? [unsupported(path, 'a loop needs a transform')] : [];
  });
  return [...whole, ...inside];
};

/** `Hooks` run a deployment of another service beside the stack. */
export const hooks: TemplateCheck = ({ template }) =>
  isNothing(template.Hooks)
    ? []
    : [unsupported(['Hooks'], 'hooks deploy through another service than was reviewed')];

const isUnversioned = (key: string, value: JsonObject): boolean => {
  if (value['S3Bucket'] !== undefined && value['S3Key'] !== undefined) {
    return value['S3ObjectVersion'] === undefined;
  }
  return /^(Body|Definition)S3Location$/.test(key) && value['Version'] === undefined;
};

/** Code and definitions in S3 that somebody could overwrite after the review. */
export const unversionedCode: TemplateCheck = ({ template }) =>
  membersOf(asJson(template)).flatMap(({ path, value }) =>
    isJsonObject(value) && isUnversioned(path.at(-1) ?? '', value)
      ? [unsupported(path, 'the object in S3 is named without its version')]
      : [],
  );

/** A NoEcho value is masked in the change set, so nothing could be compared. */
export const noEcho: TemplateCheck = ({ template }) =>
  Object.entries(template.Parameters ?? {}).flatMap(([name, parameter]): Objection[] => {
    const flag = parameter['NoEcho'];
    if (flag === undefined || flag === false || flag === 'false') return [];
    const message = `the parameter ${name} is NoEcho; give a secret reference with a version id`;
    return [{ code: 'no-echo-parameter', path: ['Parameters', name, 'NoEcho'], message }];
  });
