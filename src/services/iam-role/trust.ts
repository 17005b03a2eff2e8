import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import { at, holdsWithin, isIntrinsic } from '../compare.ts';

const parsed = (text: string): Json => {
  try {
    return JSON.parse(decodeURIComponent(text)) as Json;
  } catch {
    return null;
  }
};

/** IAM writes an account that is trusted by its number as the root of that account. */
const plainText = (text: string): string =>
  /^\d{12}$/.test(text) ? `arn:aws:iam::${text}:root` : text;

/** One value and a list of one are the same to IAM. */
const plain = (value: Json): Json => {
  if (typeof value === 'string') return [plainText(value)];
  if (Array.isArray(value))
    return value.map((one: Json) => (typeof one === 'string' ? plainText(one) : plain(one)));
  if (!isJsonObject(value)) return value;
  return isIntrinsic(value)
    ? value
    : Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
};

const statementsOf = (document: Json | undefined): readonly JsonObject[] => {
  const statement = at(document, 'Statement') ?? [];
  return (Array.isArray(statement) ? statement : [statement]).filter(isJsonObject);
};

/** As many members and items: what is allowed beside the plan is as wrong as what is missing. */
const isAlike = (planned: Json, found: Json | undefined): boolean => {
  if (Array.isArray(planned) && Array.isArray(found))
    return planned.length === found.length && holdsWithin(planned, found);
  if (!isJsonObject(planned) || !isJsonObject(found) || isIntrinsic(planned))
    return found !== undefined && holdsWithin(planned, found);
  const keys = Object.keys(planned);
  return (
    keys.length === Object.keys(found).length &&
    keys.every((key) => isAlike(planned[key] ?? null, found[key]))
  );
};

/**
 * True where a role trusts exactly whom its plan names. `text` is the policy as IAM tells it, in
 * the form of an address; what only CloudFormation can compute is not compared.
 */
export const holdsTrust = (text: Json | undefined, planned: Json): boolean => {
  const wanted = statementsOf(planned).map(plain);
  const found = statementsOf(parsed(typeof text === 'string' ? text : '')).map(plain);
  return (
    wanted.length > 0 &&
    wanted.length === found.length &&
    wanted.every((one) => found.some((other) => isAlike(one, other)))
  );
};
