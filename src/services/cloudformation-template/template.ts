import type { ParsedTemplate } from '../../plan/parse-template.ts';
import type { Template } from '../../plan/template.ts';
import { canonicalJson } from '../../task/json.ts';
import { allRemedies } from '../all-remedies.ts';
import { applyRemedies } from '../apply-remedies.ts';
import type { DraftContext } from '../service.ts';

/** What is sent: the text as it was given, unless a person had an item added to it. */
export interface GivenBody {
  readonly template: Template;
  readonly templateBody: string;
}

/** The text of a given template with the items a person added; JSON only where there are any. */
export const givenBody = (
  context: DraftContext,
  text: string,
  parsed: ParsedTemplate,
): GivenBody => {
  const { tier, choices } = context;
  const rule = { remedies: allRemedies(), tier, choices, origin: 'given' } as const;
  const template = applyRemedies(parsed.template, rule);
  const isPatched = template !== parsed.template;
  return { template, templateBody: isPatched ? canonicalJson(template) : text };
};
