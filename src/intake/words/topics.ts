import { regex } from './regex.ts';
import type { AwsResourceType } from '../../task/resource-type.ts';

/** Words that only one service has, for changes that do not name it. */
const TOPICS: readonly (readonly [RegExp, AwsResourceType])[] = [
  [
    /\blifecycle\b|\bobjects? (?:move|expire|transition)|intelligent[\s-]tiering/i,
    'AWS::S3::Bucket',
  ],
  [/\bpoint-in-time|\bpartition key\b|\bpitr\b/i, 'AWS::DynamoDB::Table'],
  [/\bvisibility timeout\b/i, 'AWS::SQS::Queue'],
  [
    regex(
      'i',
      String.raw`(?<![\w/])\/aws\/(?:lambda|ecs|rds|eks|apigateway)\/|\blog retention\b|`,
      String.raw`\blogs?\s+(?:in|of|from|under|at)\s+["'\x60]?\/\w`,
    ),
    'AWS::Logs::LogGroup',
  ],
  [/\binvalidat/i, 'AWS::CloudFront::Distribution'],
  [/\binstance refresh\b/i, 'AWS::AutoScaling::AutoScalingGroup'],
];

/** The type that words about its nature give away, for changes that do not name it. */
export const topicOf = (text: string): AwsResourceType | undefined =>
  TOPICS.find(([pattern]) => pattern.test(text))?.[1];
