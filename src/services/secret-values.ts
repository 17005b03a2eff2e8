/** Shapes that only credentials have. The value is never repeated in what is said. */
const CREDENTIAL = new RegExp(
  [
    String.raw`\b(AKIA|ASIA)[0-9A-Z]{16}\b`,
    String.raw`\bgh[pousr]_[A-Za-z0-9]{36}`,
    '-----BEGIN [A-Z ]*PRIVATE KEY',
    String.raw`\bxox[abprs]-[0-9A-Za-z-]{10,}`,
    String.raw`\bsk-ant-[A-Za-z0-9-]{20,}`,
  ].join('|'),
);

const SECRET_NAME = /password|passwd|passphrase|secret|token|credential|api_?key|private_?key/i;

/** Names that speak of a secret without being one, such as `SecretArn` and `TokenDays`. */
const ABOUT_A_SECRET =
  /(Arn|Name|Id|Path|Length|Version|Enabled|Type|Ttl|Minutes|Seconds|Hours|Days)$/;

const isLiteral = (text: string): boolean =>
  text !== '' && !/^(arn:|\{\{resolve:)/.test(text) && !/^([0-9.]+|true|false)$/i.test(text);

/** True for a credential, or a literal under a name that promises a secret. */
export const isSecretValue = (name: string, text: string): boolean =>
  CREDENTIAL.test(text) ||
  (SECRET_NAME.test(name) && !ABOUT_A_SECRET.test(name) && isLiteral(text));

/** True for a text that holds what only credentials look like. */
export const holdsCredential = (text: string): boolean => CREDENTIAL.test(text);
