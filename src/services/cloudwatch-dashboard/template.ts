import type { Template } from '../../plan/template.ts';
import type { JsonObject } from '../../task/json.ts';
import type { DraftContext } from '../service.ts';
import { logicalIdOf } from '../template-edit.ts';
import { withShown } from './body.ts';
import { shownIn } from './shown.ts';

/** Properties of a dashboard with what the task asks to see added; the rest stays as it is. */
export const withFields = (
  properties: JsonObject,
  { task, region, account }: Pick<DraftContext, 'task' | 'region' | 'account'>,
): JsonObject => {
  const shown = shownIn(task);
  if (shown.length === 0) return properties;
  const place = { region, accountId: account.id };
  return { ...properties, DashboardBody: withShown(properties['DashboardBody'], shown, place) };
};

/** What was asked and no more; a dashboard takes no tags of its own. */
export const dashboardTemplate = (context: DraftContext, name: string): Template => ({
  AWSTemplateFormatVersion: '2010-09-09',
  Description: `Dashboard ${name}`,
  Resources: {
    [logicalIdOf(name, 'Dashboard')]: {
      Type: 'AWS::CloudWatch::Dashboard',
      Properties: { DashboardName: name, ...withFields({}, context) },
    },
  },
});
