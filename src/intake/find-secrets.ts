/** A flat table of what a secret looks like. Names only; what was found is never kept. */
import { regex } from './words/regex.ts';

const SECRETS: readonly (readonly [string, RegExp])[] = [
  ['an AWS access key id', /(?<![A-Z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Z0-9])/],
  ['a private key', /-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----/],
  ['a GitHub token', /(?<!\w)(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{40,})/],
  ['a Slack token', /(?<!\w)xox[abeoprs]-[A-Za-z0-9-]{10,}/],
  ['a Slack webhook', /hooks\.slack\.com\/services\/T\w{6,}\/B\w{6,}\/\w{16,}/],
  ['a Stripe key', /(?<!\w)[rs]k_(?:live|test)_[A-Za-z0-9]{16,}/],
  ['a Google key', /(?<!\w)AIza[A-Za-z0-9_-]{35}(?!\w)/],
  ['a model provider key', /(?<!\w)sk-(?:ant-|proj-)?[A-Za-z0-9_-]{24,}/],
  ['an npm token', /(?<!\w)npm_[A-Za-z0-9]{36}(?!\w)/],
  ['a GitLab token', /(?<!\w)glpat-[A-Za-z0-9_-]{20}/],
  ['a SendGrid key', /(?<!\w)SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}/],
  [
    'a JSON web token',
    /(?<!\w)eyJ[A-Za-z0-9_-]{10,4000}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{5,}/,
  ],
  [
    'a password in an address',
    /(?<!\w)[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/]{1,64}:(?!\$\{|<)[^\s:@/]{3,}@/i,
  ],
];

const SECRET_WORD =
  'password|passwd|passwort|kennwort|contraseña|clave secreta|mot de passe|senha|' +
  'パスワード|密码|密碼|pwd|secret[ _-]?access[ _-]?key|aws_secret_access_key|secret[ ' +
  '_-]?key|client[ _-]?secret|api[ _-]?key|api[ _-]?token|access[ _-]?token|' +
  'auth[ _-]?token|bearer|master[ _-]?(?:user[ _-]?)?password|private[ _-]?key|' +
  '(?:db|database)[ _-]?pass(?:word)?|token';
const ASSIGNED = new RegExp(
  `(?:${SECRET_WORD})["'\`*]{0,3}\\s{0,3}` +
    `(?:[:=]|は|为|是|->|(?:to|is|as|es|est|ist|é)\\s+(?=["'\`]|\\S*\\d))` +
    `\\s{0,3}["'\`]?([^\\s"'\`,;<>]{4,200})`,
  'giu',
);

/** Values that hold nothing: a reference, a placeholder, a word of a sentence. */
const HARMLESS = regex(
  'i',
  String.raw`^(?:!|\$\{|\{\{|\(|\[|<|\*+$|x{3,}$|\.{3}|arn:aws:|alias\/|`,
  String.raw`s3:\/\/|https?:\/\/|true$|false$|null$|none$|yes$|no$|`,
  'required|optional|managed|generated?|rotated?|random|changeme$|',
  String.raw`secret$|string$|number$|Ref\b|Fn::|dev\/|prod\/|test\/|`,
  String.raw`stg\/|\/)`,
);

const looksSecret = (value: string): boolean => {
  if (HARMLESS.test(value)) return false;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kind) => kind.test(value)).length;
  return (
    (value.length >= 6 && kinds >= 3) ||
    (value.length >= 8 && /\d/.test(value) && kinds >= 2) ||
    (value.length >= 20 && kinds >= 2)
  );
};

const SECRET_KEY = regex(
  'g',
  '(?<![A-Za-z0-9/+=])(?=[A-Za-z0-9/+]{0,39}[A-Z])(?=[A-Za-z0-9/+]{0,39}[a-',
  String.raw`z])(?=[A-Za-z0-9/+]{0,39}\d)[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])`,
);
const NEAR_SECRET = /(?:secret|credential|aws|key|token|clave|clé|chave)[^\n]{0,60}$/i;

const hasSecretKey = (text: string): boolean =>
  [...text.matchAll(SECRET_KEY)].some(
    (match) =>
      !/^(?:[^/]*\/){4,}/.test(match[0]) &&
      NEAR_SECRET.test(text.slice(Math.max(0, match.index - 80), match.index)),
  );

/**
 * What kind of secret a text holds, or undefined. Everything is searched: title, fences, comments
 * and folded parts too. The kind is named so that it can be rotated; the value is never returned.
 */
export const findSecret = (text: string): string | undefined => {
  const known = SECRETS.find(([, pattern]) => pattern.test(text))?.[0];
  if (known !== undefined) return known;
  if (hasSecretKey(text)) return 'an AWS secret access key';
  const isAssigned = [...text.matchAll(ASSIGNED)].some((match) => looksSecret(match[1] ?? ''));
  return isAssigned ? 'a password or token' : undefined;
};
