import type { HandlerProblem } from './model.ts';
import { plainText, problem } from './model.ts';
import type { Deviation } from './shape-check.ts';

const camel = (name: string): string => `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`;

const placeOf = ({ path }: Deviation): string =>
  path.map((part) => (/^\d+$/.test(part) ? `${Number(part) + 1}.member` : camel(part))).join('.');

const nameOf = ({ path }: Deviation): string => path.findLast((part) => !/^\d+$/.test(part)) ?? '';

const constraint = (deviation: Deviation): string =>
  `1 validation error detected: Value '${plainText(deviation.value)}' at ` +
  `'${placeOf(deviation)}' failed to satisfy constraint: ${deviation.serviceWords}`;

/** How the services that do not speak of constraints word a value they do not take. */
const WORDS: Readonly<Record<string, (deviation: Deviation) => string>> = {
  Ec2: (deviation) =>
    `Value (${plainText(deviation.value)}) for parameter ${camel(nameOf(deviation))} is invalid.`,
  S3: () =>
    'The XML you provided was not well-formed or did not validate against our published schema',
  Sns: (deviation) => `Invalid parameter: ${nameOf(deviation)}`,
  Sqs: (deviation) => `Invalid value for the parameter ${nameOf(deviation)}.`,
};

/** What a service says of a value that the schema let through. */
export const serviceRefusal = (service: string, deviation: Deviation): HandlerProblem =>
  problem('InvalidRequest', 400, (WORDS[service] ?? constraint)(deviation));
