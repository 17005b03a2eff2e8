import type { Template } from '../../plan/template.ts';
import { BOUNDARY_NAME, IAM_PATH, listOf } from '../acts.ts';
import type { Remedy } from '../service.ts';
import { propertiesOf, withProperties } from '../template-edit.ts';
import { isTooWide } from './managed-policies.ts';

/** Every type that a template of this service may hold. */
export const IAM_TEMPLATE_TYPES = ['AWS::IAM::Role'] as const;

const role = (remedy: Omit<Remedy, 'type'>): Remedy => ({ type: 'AWS::IAM::Role', ...remedy });

const hasWidePolicy = (template: Template, logicalId: string): boolean =>
  listOf(propertiesOf(template, logicalId)['ManagedPolicyArns']).some(
    (arn) => typeof arn === 'string' && isTooWide(arn),
  );

const withoutWidePolicies: Remedy['patch'] = (template, logicalId) =>
  withProperties(template, logicalId, {
    ManagedPolicyArns: listOf(propertiesOf(template, logicalId)['ManagedPolicyArns']).filter(
      (arn) => typeof arn !== 'string' || !isTooWide(arn),
    ),
  });

const underBoundary: Remedy['patch'] = (template, logicalId) =>
  withProperties(template, logicalId, {
    Path: IAM_PATH,
    PermissionsBoundary: { 'Fn::Sub': `arn:aws:iam::\${AWS::AccountId}:policy/${BOUNDARY_NAME}` },
  });

const lacksBoundary = (template: Template, logicalId: string): boolean =>
  propertiesOf(template, logicalId)['PermissionsBoundary'] === undefined;

/** Our own roles need none of these; a given template gets them when a person adds them. */
export const iamRemedies: readonly Remedy[] = [
  role({ item: 'IAM-11', isNeeded: lacksBoundary, patch: underBoundary }),
  role({ item: 'IAM-28', isNeeded: hasWidePolicy, patch: withoutWidePolicies }),
  role({ item: 'IAM-29', isNeeded: hasWidePolicy, patch: withoutWidePolicies }),
];
