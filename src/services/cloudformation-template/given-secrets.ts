import { asJson, textsOf, type Objection, type TemplateCheck } from './objection.ts';

/** Shapes that only credentials have. The value is never repeated in what is said. */
const CREDENTIAL =
  /\b(AKIA|ASIA)[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}|-----BEGIN [A-Z ]*PRIVATE KEY|\bxox[abprs]-[0-9A-Za-z-]{10,}|\bsk-ant-[A-Za-z0-9-]{20,}/;

const SECRET_NAME = /password|passwd|passphrase|secret|token|credential|api_?key|private_?key/i;

/** Names that speak of a secret without being one, such as `SecretArn` and `TokenDays`. */
const ABOUT_A_SECRET =
  /(Arn|Name|Id|Path|Length|Version|Enabled|Type|Ttl|Minutes|Seconds|Hours|Days)$/;

const isLiteral = (text: string): boolean =>
  text !== '' && !/^(arn:|\{\{resolve:)/.test(text) && !/^([0-9.]+|true|false)$/i.test(text);

const isSecretValue = (name: string, text: string): boolean =>
  CREDENTIAL.test(text) ||
  (SECRET_NAME.test(name) && !ABOUT_A_SECRET.test(name) && isLiteral(text));

const objection = (path: readonly string[], message: string): Objection => ({
  code: 'secret-in-request',
  path,
  message: `${message}; take it out, rotate it, and name it by a secret reference with a version`,
});

/** Credentials anywhere in the template, and secrets as the value or default of a parameter. */
export const secrets: TemplateCheck = ({ template, parameters }) => {
  const literal = textsOf(asJson(template))
    .filter(({ text }) => CREDENTIAL.test(text))
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
