import { holdsCredential, isSecretValue } from '../secret-values.ts';
import { asJson, textsOf, type Objection, type TemplateCheck } from './objection.ts';

const objection = (path: readonly string[], message: string): Objection => ({
  code: 'secret-in-request',
  path,
  message: `${message}; take it out, rotate it, and name it by a secret reference with a version`,
});

/** Credentials anywhere in the template, and secrets as the value or default of a parameter. */
export const secrets: TemplateCheck = ({ template, parameters }) => {
  const literal = textsOf(asJson(template))
    .filter(({ text }) => holdsCredential(text))
    .map(({ path }) => objection(path, 'it holds what looks like a credential'));
  const values = Object.entries(template.Parameters ?? {}).flatMap(([name, parameter]) => {
    const value = parameters[name] ?? parameter['Default'];
    const isSecret = typeof value === 'string' && isSecretValue(name, value);
    const member = parameters[name] === undefined ? ['Default'] : [];
    return isSecret
      ? [objection(['Parameters', name, ...member], `the parameter ${name} holds a secret`)]
      : [];
  });
  return [...literal, ...values];
};
