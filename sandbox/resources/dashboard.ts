import { problem, sameId, type TypeRow } from './model.ts';
import { documentOf } from './policy-grammar.ts';

/** `AWS::CloudWatch::Dashboard`: of the account, in no region. */
export const dashboard: TypeRow = {
  type: 'AWS::CloudWatch::Dashboard',
  service: 'CloudWatch',
  tags: 'none',
  isGlobal: true,
  seconds: { create: 3, update: 3, delete: 2 },
  replaceOn: ['DashboardName'],
  nameProperty: 'DashboardName',
  nameLimit: 255,
  idOf: sameId,
  arnOf: (id, { accountId }) => `arn:aws:cloudwatch::${accountId}:dashboard/${id}`,
  attributesOf: () => ({}),
  refuse: ({ properties }) =>
    Array.isArray(documentOf(properties['DashboardBody'])?.['widgets'])
      ? undefined
      : problem(
          'InvalidRequest',
          400,
          'The dashboard body is invalid, there are 1 validation errors: should be a JSON object ' +
            'with widgets',
        ),
};
