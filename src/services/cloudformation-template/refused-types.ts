import { isExecuteTier } from '../../task/tier.ts';
import type { Objection, TemplateCheck } from './objection.ts';

/** Types that hide other resources, or change what later templates mean. Refused in every tier. */
const HIDING: readonly (readonly [RegExp, string])[] = [
  [/::MODULE$/, 'a module expands to resources that are not in the template'],
  [
    /^AWS::CloudFormation::Stack$/,
    'a nested stack holds resources that are not in the template; only files of the repository ' +
      'beside a template that is given by its path are laid open',
  ],
  [/^AWS::CloudFormation::StackSet$/, 'a stack set reaches other accounts'],
  [
    /^AWS::CloudFormation::(Macro|TypeActivation|PublicTypeVersion|Publisher)$/,
    'it changes what templates mean in this account',
  ],
  [
    /^AWS::CloudFormation::(Resource(Default)?Version|Module(Default)?Version)$/,
    'it changes what templates mean in this account',
  ],
  [/^AWS::CloudFormation::\w*Hook\w*$/, 'a hook runs code in every later deployment'],
  [/^AWS::ServiceCatalog::CloudFormationProvisionedProduct$/, 'it deploys another template'],
];

/** Types that run code of their own while they deploy. Refused where this application executes. */
const RUNNING: readonly (readonly [RegExp, string])[] = [
  [/^(Custom::|AWS::CloudFormation::CustomResource$)/, 'a custom resource runs code of its own'],
  [/^AWS::CloudFormation::WaitCondition(Handle)?$/, 'a wait condition has no bounded end'],
  [/^(?!AWS::)/, 'a private or third-party type runs code of its own'],
];

const reasonFor = (type: string, rows: typeof HIDING): string | undefined =>
  rows.find(([pattern]) => pattern.test(type))?.[1];

const objections = (given: Parameters<TemplateCheck>[0], rows: typeof HIDING): Objection[] =>
  Object.entries(given.template.Resources).flatMap(([id, { Type }]) => {
    const reason = reasonFor(Type, rows);
    if (reason === undefined) return [];
    const message = `${id} is of type ${Type}: ${reason}`;
    return [{ code: 'template-unsupported' as const, path: ['Resources', id, 'Type'], message }];
  });

/** Types that hide what would happen. */
export const hidingTypes: TemplateCheck = (given) => objections(given, HIDING);

/** Types that run code of their own, where this application would execute them. */
export const runningTypes: TemplateCheck = (given) =>
  isExecuteTier(given.tier) ? objections(given, RUNNING) : [];

/** Resources that wait for a signal from inside: as unbounded as a wait condition. */
export const signals: TemplateCheck = ({ template, tier }) =>
  Object.entries(template.Resources).flatMap(([id, resource]): Objection[] => {
    if (!isExecuteTier(tier) || !('CreationPolicy' in resource)) return [];
    const path = ['Resources', id, 'CreationPolicy'];
    return [{ code: 'template-unsupported', path, message: `${id} waits for a signal` }];
  });

/** Logical ids as CloudFormation takes them. */
export const logicalIds: TemplateCheck = ({ template }) =>
  Object.keys(template.Resources).flatMap((id): Objection[] =>
    /^[A-Za-z0-9]{1,255}$/.test(id)
      ? []
      : [
          {
            code: 'template-unreadable',
            path: ['Resources', id],
            message: 'a logical id has letters and digits only',
          },
        ],
  );

/** Types nobody reviewed the permissions of, where this application would execute them. */
export const unreviewedTypes =
  (isReviewed: (type: string) => boolean): TemplateCheck =>
  ({ template, tier }) =>
    Object.entries(template.Resources).flatMap(([id, { Type }]): Objection[] => {
      if (!isExecuteTier(tier) || isReviewed(Type)) return [];
      const message = `there are no reviewed permissions for ${Type} (${id})`;
      return [{ code: 'template-unsupported', path: ['Resources', id, 'Type'], message }];
    });
