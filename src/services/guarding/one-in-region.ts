import type { Refusal } from '../../task/refusal.ts';
import type { DraftContext } from '../service.ts';

/** AWS takes one of these in a region, so the name is not what is taken. */
export const alreadyOn = (
  context: DraftContext,
  rest: { readonly what: string; readonly isOn: boolean; readonly turnOn: string },
): Refusal => {
  const where = `in ${context.account.name}, ${context.region}`;
  return rest.isOn
    ? {
        code: 'name-taken',
        because: `${rest.what} is on already ${where}, and a region takes one.`,
        next:
          'Use it: close this issue. Update it: say "update" instead of "create" and name what ' +
          'shall be different. Replace it: nobody does, because it is never turned off.',
      }
    : {
        code: 'name-taken',
        because: `${rest.what} is there already ${where}, and it is off.`,
        next: rest.turnOn,
      };
};
