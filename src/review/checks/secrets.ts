import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import { isAbsent, isMap, isUnresolved, textOf, valueAt } from '../template/value.ts';
import type { Unresolved, Value } from '../template/value.ts';
import { allOf, fail, pass, unknown, unreadWords } from './judgement.ts';
import type { Judgement, NamedJudge, Subject } from './judgement.ts';

/** Texts that are secrets whatever they are called. */
const SECRET_TEXTS = [
  /\b(AKIA|ASIA)[A-Z0-9]{16}\b/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\b(ghp|gho|ghs|ghu)_[A-Za-z0-9]{36}\b/,
  /\bgithub_pat_[A-Za-z0-9_]{40,}/,
  /\bxox[abprs]-[A-Za-z0-9-]{10,}/,
  /\bsk-[A-Za-z0-9_-]{20,}/,
  /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\./,
  // A password that is nothing but holes is filled at deployment, and none here.
  /[a-z][a-z0-9+.-]*:\/\/[^\s:/@]+:\uFFFC*[^\s:/@\uFFFC][^\s:/@]*@/i,
  /\b(password|passwd|secret|api_?key)\s*[=:]\s*['"][^'"\s]{6,}['"]/i,
];

const SECRET_NAME = /pass(word|wd|phrase)|secret|token|api_?key|private_?key|credential/i;
/** A name that ends so holds where the secret is, not the secret. */
const POINTER_NAME =
  /(arn|name|id|path|url|uri|file|length|ttl|endpoint|header|expiry|bucket|region)s?$/i;

const isSecretName = (name: string): boolean =>
  SECRET_NAME.test(name) && !POINTER_NAME.test(name.replaceAll(/[^A-Za-z]/g, ''));

const isPointer = (text: string): boolean => text.startsWith('arn:') || text === '';

/** What stands for a part of a text that is known only when the stack is deployed. */
const HOLE = '\uFFFC';

/** True when a part of a text that stands in the template is more than punctuation. */
const holdsLiteral = ({ pattern }: Unresolved): boolean =>
  /[A-Za-z0-9]/.test(pattern.replaceAll(/\{\{resolve:[^}]*\}\}/g, ''));

const SECRET_REFERENCE = /^\{\{resolve:(secretsmanager|ssm-secure):/;

const isHeldOpen = (text: string): boolean =>
  text.includes('{{resolve:secretsmanager:') || text.includes('{{resolve:ssm-secure:');

const judgePartly = (name: string, value: Unresolved): Judgement => {
  const text = value.pattern.replaceAll('\u0000', HOLE);
  if (isHeldOpen(text)) return fail(`${name} would hold the secret itself, in the open`);
  if (SECRET_TEXTS.some((pattern) => pattern.test(text))) return fail(`${name} holds a secret`);
  if (!isSecretName(name)) return pass('');
  if (holdsLiteral(value) && !isPointer(text)) return fail(`a part of ${name} looks like a secret`);
  return value.refs.length === 0 ? unknown(`${name} can not be resolved: ${value.why}`) : pass('');
};

/** Whether a value that has a name looks like a secret, by its name or its text. */
export const judgeNamedText = (name: string, value: Value): Judgement => {
  const text = textOf(value);
  if (isUnresolved(value)) return judgePartly(name, value);
  if (text === undefined) return pass('');
  if (isHeldOpen(text)) return fail(`${name} would hold the secret itself, in the open`);
  if (SECRET_TEXTS.some((pattern) => pattern.test(text))) return fail(`${name} holds a secret`);
  return isSecretName(name) && !isPointer(text) ? fail(`${name} looks like a secret`) : pass('');
};

const texts = (name: string, value: Value): readonly (readonly [string, Value])[] =>
  isMap(value)
    ? Object.entries(value).flatMap(([key, one]) => texts(key, one))
    : [[name, value] as const];

/** The code of what runs: no session here may read it. */
const CODE = 'its code';

const codeOf = (subject: Subject, paths: readonly string[]): Judgement =>
  paths.some((path) => path.startsWith('Code.')) && unreadWords(subject, [CODE]) !== undefined
    ? unknown(`not read: ${CODE}`)
    : pass('');

/** None of the properties holds what looks like a secret, by its name or its text. */
export const noSecrets: NamedJudge = (subject, options) => {
  const paths = options.properties ?? [];
  return allOf([
    codeOf(subject, paths),
    ...paths
      .flatMap((path) => texts(path, valueAt(subject.properties, path)))
      .map(([name, value]) => judgeNamedText(name, value)),
  ]);
};

const isTrue = (json: Json | undefined): boolean => json === true || json === 'true';

const judgeDefault = (name: string, declared: JsonObject): Judgement => {
  const text = textOf(declared['Default']) ?? '';
  if (text === '' || text.startsWith('{{resolve:')) return pass('');
  if (isTrue(declared['NoEcho'])) return fail(`parameter ${name} is NoEcho and has a default`);
  const isNamed = isSecretName(name) && !isPointer(text);
  const isText = SECRET_TEXTS.some((pattern) => pattern.test(text));
  return isNamed || isText
    ? fail(`the default of parameter ${name} looks like a secret`)
    : pass('');
};

/** No parameter of the template has a secret as its default. */
export const noSecretDefaults: NamedJudge = (subject) =>
  allOf(
    Object.entries(subject.model.template.Parameters ?? {}).map(([name, declared]) =>
      judgeDefault(name, isJsonObject(declared) ? declared : {}),
    ),
  );

const rawAt = (json: Json | undefined, path: string): Json | undefined => {
  let at: Json | undefined = json;
  for (const key of path.split('.')) at = isJsonObject(at) ? at[key] : undefined;
  return at;
};

const isSealed = (parameter: JsonObject | undefined): boolean =>
  parameter !== undefined && isTrue(parameter['NoEcho']) && parameter['Default'] === undefined;

/** A secret property is a dynamic reference, or a NoEcho parameter without default, or absent. */
export const noPlaintext: NamedJudge = (subject, options) => {
  const path = options.property ?? '';
  const { template } = subject.model;
  const raw = rawAt(template.Resources[subject.resource.id]?.Properties, path);
  if (raw === undefined || isAbsent(valueAt(subject.properties, path)) === true) {
    return pass(`${path} is not set`);
  }
  const name = isJsonObject(raw) ? raw['Ref'] : undefined;
  if (typeof name === 'string' && Object.hasOwn(template.Parameters ?? {}, name)) {
    const sealed = isSealed(template.Parameters?.[name]);
    return (sealed ? pass : fail)(`${path} comes from parameter ${name}`);
  }
  const value = valueAt(subject.properties, path);
  if (isUnresolved(value)) {
    const dynamic = SECRET_REFERENCE.test(value.pattern) && !holdsLiteral(value);
    return dynamic ? pass(`${path} is a dynamic reference`) : unknown(`${path}: ${value.why}`);
  }
  const dynamic = SECRET_REFERENCE.test(textOf(value) ?? '');
  return dynamic ? pass(`${path} is a dynamic reference`) : fail(`${path} stands in the template`);
};
