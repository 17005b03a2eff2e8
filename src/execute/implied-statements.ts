import type { Conditions } from '../plan/action-need.ts';
import { canonicalJson } from '../task/json.ts';
import { covers, type Statement } from './policy-statements.ts';

/** Operators that hold only where the key is there, and has one of the values. */
const DEMANDING: readonly string[] = ['StringEquals', 'StringLike'];

type Values = string | readonly string[];

/** True where a key that only has to be there is demanded with a value by the narrower ones. */
const isDemanded = (narrow: Conditions, key: string): boolean =>
  DEMANDING.some((operator) => narrow[operator]?.[key] !== undefined);

/** True where one demand of the wider conditions holds whenever all the narrower ones do. */
const isImplied = (
  narrow: Conditions,
  operator: string,
  [key, values]: readonly [string, Values],
): boolean => {
  if (operator === 'Null' && values === 'false' && isDemanded(narrow, key)) return true;
  const own = narrow[operator]?.[key];
  return own !== undefined && canonicalJson(own) === canonicalJson(values);
};

const implies = (narrow: Conditions, wide: Conditions): boolean =>
  Object.entries(wide).every(([operator, keys]) =>
    Object.entries(keys).every((entry) => isImplied(narrow, operator, entry)),
  );

const includes = (wide: Statement, narrow: Statement): boolean =>
  narrow.actions.every((action) => wide.actions.includes(action)) &&
  narrow.resources.every((one) =>
    wide.resources.some((other) => other === one || covers(other, one)),
  ) &&
  implies(narrow.conditions, wide.conditions);

/** Statements without those of which another one allows everything that they allow. */
export const withoutImplied = (statements: readonly Statement[]): readonly Statement[] =>
  statements.reduce<readonly Statement[]>(
    (kept, one) =>
      kept.some((other) => other !== one && includes(other, one))
        ? kept.filter((other) => other !== one)
        : kept,
    statements,
  );
