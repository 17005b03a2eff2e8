import type { Template, TemplateResource } from '../../plan/template.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import { keptResource } from '../guarding/kept.ts';
import type { DraftContext } from '../service.ts';
import { STANDARDS } from './fields.ts';

/** Logical id of the one hub of a region. */
export const HUB_ID = 'Hub';

/** Standards that a task asks for, by their words. */
export const standardsOf = (task: MutationTask): readonly string[] => {
  const given = task.parameters['standards'];
  const list = typeof given === 'string' ? [given] : Array.isArray(given) ? given : [];
  const words = (list as readonly string[]).map((word) => word.toUpperCase());
  return Object.keys(STANDARDS).filter((name) => words.some((word) => word.includes(name)));
};

/** ARN of a standard in a region; standards belong to no account. */
export const standardArn = (region: string, name: string): string =>
  `arn:aws:securityhub:${region}::${STANDARDS[name] ?? ''}`;

/** Each standard as a resource of its own, made after the hub. */
export const standardResources = (
  context: DraftContext,
  names: readonly string[],
): Readonly<Record<string, TemplateResource>> =>
  Object.fromEntries(
    names.map((name) => [
      `${name}Standard`,
      {
        ...keptResource('AWS::SecurityHub::Standard', {
          StandardsArn: standardArn(context.region, name),
        }),
        DependsOn: HUB_ID,
      },
    ]),
  );

/** A hub with the standards of AWS; it stays whatever becomes of its stack. */
export const hubTemplate = (context: DraftContext): Template => ({
  AWSTemplateFormatVersion: '2010-09-09',
  Description: `Security Hub in ${context.region}`,
  Resources: {
    [HUB_ID]: keptResource('AWS::SecurityHub::Hub', {
      AutoEnableControls: true,
      ControlFindingGenerator: 'SECURITY_CONTROL',
      EnableDefaultStandards: true,
      Tags: context.tagsFor(`security-hub-${context.region}`),
    }),
    ...standardResources(context, standardsOf(context.task)),
  },
});
