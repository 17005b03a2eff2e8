import { ABOUT_DRIFT } from '../task/about-drift.ts';
import { ABOUT_ORGANIZATION } from '../task/about-organization.ts';
import type { TaskDraft } from './task-draft.ts';
import { regex } from './words/regex.ts';

const ORGANIZATION = regex(
  'iu',
  String.raw`\borgani[sz]ational units?\b|\borg(?:ani[sz]ation)? (?:chart|`,
  String.raw`tree|structure)\b|\b(?:describe|show|list)\b[^.\n]{0,20}\b(?:the|`,
  String.raw`our) (?:aws )?organi[sz]ation\b|\blist (?:all |the |our |`,
  String.raw`every )*(?:aws |member )*accounts\b|unidades organizativas|`,
  String.raw`\b(?:which|what|how many) (?:aws |member )*(?:accounts|scps|service control polic`,
  String.raw`ies)\b[^.?\n]{0,12}\b(?:are there|do we have|exist|are in (?:the|our) org)|`,
  String.raw`\b(?:list|show|describe)\b[^.\n]{0,20}\b(?:service control policies|scps)\b|`,
  "unités d'organisation|unidades organizacionais|組織単位|组织单位|",
  'organisationseinheiten',
);

/** True where a text asks about the organization itself: its accounts, units or policies. */
export const speaksOfOrganization = (text: string): boolean => ORGANIZATION.test(text);

const isOfOrganization = ({ resourceType }: TaskDraft): boolean =>
  resourceType === undefined || resourceType.startsWith('AWS::Organizations::');

/** A question about the organization itself is about no service and all accounts. */
export const aboutOrganization = (draft: TaskDraft): TaskDraft => {
  if (draft.taskType !== 'DiscoverResources' || !isOfOrganization(draft)) return draft;
  const { resourceType: _none, ...rest } = draft;
  return { ...rest, parameters: new Map(Object.entries(ABOUT_ORGANIZATION)) };
};

const DRIFT = /\bdrift(?:s|ed|ing)?\b/i;

/** A question about stacks that speaks of drift has them compared. */
export const aboutDrift = (draft: TaskDraft, everything: string): TaskDraft => {
  const isAsked =
    draft.taskType === 'DiscoverResources' && draft.resourceType === 'AWS::CloudFormation::Stack';
  if (!isAsked || !DRIFT.test(everything)) return draft;
  const about = Object.entries(ABOUT_DRIFT);
  return { ...draft, parameters: new Map([...draft.parameters, ...about]) };
};
