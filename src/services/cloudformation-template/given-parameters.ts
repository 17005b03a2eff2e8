import type { Template } from '../../plan/template.ts';
import { accepted, refused, type Decided } from '../../task/refusal.ts';

export type Parameters = Readonly<Record<string, string>>;

const listed = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');

/**
 * The parameters that are sent: those the request gives, then those the stack has. Refuses values
 * for parameters the template does not have, and parameters nobody gives a value.
 */
export const decideParameters = (
  template: Template,
  given: Parameters,
  present: Parameters = {},
): Decided<Parameters> => {
  const declared = template.Parameters ?? {};
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(declared, name));
  if (unknown.length > 0) {
    const known = listed(Object.keys(declared)) || 'none';
    return refused({
      code: 'malformed-value',
      because: `The template has no parameter ${listed(unknown)}.`,
      next: `Take it out of the request. Parameters are: ${known}.`,
    });
  }
  const values = { ...present, ...given };
  const missing = Object.keys(declared).filter(
    (name) => values[name] === undefined && declared[name]?.['Default'] === undefined,
  );
  if (missing.length > 0) {
    return refused({
      code: 'missing-field',
      because: `The template needs a value for ${listed(missing)}.`,
      next: `Edit the issue and add a line \`${missing[0] ?? ''}: …\` under Parameters.`,
    });
  }
  const used = Object.entries(values).filter(([name]) => Object.hasOwn(declared, name));
  return accepted(Object.fromEntries(used));
};
