import type { NeedInput, TypeTable } from '../service.ts';
import { namesOf, tableOf } from '../type-table.ts';

/** A physical id is the ARN itself. */
const functionArns = (input: NeedInput): readonly string[] =>
  namesOf(input, 'Name').map((name) =>
    name.startsWith('arn:') ? name : `arn:aws:cloudfront::${input.account.id}:function/${name}`,
  );

/** Source: schema of AWS::CloudFront::Function, cut with the list of IAM. */
export const cloudfrontFunctionTable: TypeTable = tableOf({
  type: 'AWS::CloudFront::Function',
  nameProperty: 'Name',
  arns: functionArns,
  slowestMinutes: 3,
  isStateful: false,
  createOnly: ['Name'],
  sensitiveProperties: [],
  create: [{ action: 'cloudfront:CreateFunction', resources: () => ['*'] }],
  change: ['cloudfront:UpdateFunction'],
  remove: ['cloudfront:DeleteFunction'],
  read: ['cloudfront:DescribeFunction', 'cloudfront:GetFunction'],
  properties: {
    AutoPublish: { set: ['cloudfront:PublishFunction'] },
    // A function that publishes itself does so with every new code.
    FunctionCode: {
      set: [
        {
          action: 'cloudfront:PublishFunction',
          when: (input) => input.properties['AutoPublish'] === true,
        },
      ],
    },
  },
});

/** The reviewed table of a function of CloudFront. */
export const CLOUDFRONT_FUNCTION_TYPES: readonly TypeTable[] = [cloudfrontFunctionTable];
