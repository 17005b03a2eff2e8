import { referencesIn } from './references.ts';
import type { CfnTemplate } from './template-text.ts';

/** The resources whose attributes the template asks for: those are read after they are made. */
export const readTargets = (template: CfnTemplate): ReadonlySet<string> =>
  new Set([
    ...Object.values(template.Resources).flatMap(
      (each) => referencesIn(each.Properties).attributes,
    ),
    ...Object.values(template.Outputs).flatMap((each) => referencesIn(each).attributes),
  ]);
