import { asJson, textsOf, type Objection, type TemplateCheck } from './objection.ts';

const PREFIX = 'resolve:';

/** `ssm:name:3` is fixed; `ssm:name` is whatever the parameter holds on the day. */
const isFixedParameter = (rest: string): boolean => /^[^{}]+:[0-9]+$/.test(rest);

/**
 * `secret:SecretString:key:stage:version`. A version id has at least 32 characters; an ARN as the
 * secret has six colons of its own. A stage such as AWSCURRENT moves, so it is not enough.
 */
const isFixedSecret = (rest: string): boolean => {
  const withoutArn = rest.replace(/^arn:[^:]*:secretsmanager:[^:]*:[^:]*:secret:/, '');
  const parts = withoutArn.split(':');
  return parts.length === 5 && /^[A-Za-z0-9-]{32,64}$/.test(parts[4] ?? '');
};

const REFERENCE = /^resolve:(ssm|ssm-secure|secretsmanager):(.*)$/;

const flawOf = (reference: string): string | undefined => {
  const [, service, rest = ''] = REFERENCE.exec(reference) ?? [];
  if (service === undefined) return 'a dynamic reference of an unknown kind';
  if (service === 'secretsmanager') {
    return isFixedSecret(rest) ? undefined : 'a secret reference without a version id';
  }
  return isFixedParameter(rest) ? undefined : 'a parameter reference without a version';
};

/** What follows one `{{` in a text: nothing of ours, a whole reference, or a part of one. */
const flawAfter = (rest: string): string | undefined => {
  const isStart = rest.length < PREFIX.length && PREFIX.startsWith(rest);
  if (isStart) return 'a dynamic reference that is put together from parts';
  if (!rest.startsWith(PREFIX)) return undefined;
  const end = rest.indexOf('}}');
  if (end < 0) return 'a dynamic reference that is put together from parts';
  // `${Name}` inside ends with one more brace.
  const close = rest.startsWith('}}}', end) ? end + 1 : end;
  return flawOf(rest.slice(0, close));
};

/** What is wrong with the dynamic references of one text; undefined when all are fixed. */
export const dynamicReferenceFlaw = (text: string): string | undefined => {
  if (/(^|[^{])\{?resolve:(ssm|ssm-secure|secretsmanager):/.test(text)) {
    return 'a dynamic reference that is put together from parts';
  }
  return text
    .split('{{')
    .slice(1)
    .map(flawAfter)
    .find((flaw) => flaw !== undefined);
};

/** Dynamic references whose value could change after the review, parameters included. */
export const unfixedReferences: TemplateCheck = ({ template, parameters }) => {
  const given = Object.entries(parameters).map(([name, text]) => ({
    path: ['Parameters', name],
    text,
  }));
  return [...textsOf(asJson(template)), ...given].flatMap(({ path, text }): Objection[] => {
    const flaw = dynamicReferenceFlaw(text);
    return flaw === undefined
      ? []
      : [{ code: 'template-unsupported', path, message: `it holds ${flaw}` }];
  });
};
