/** An issue by its form. */
export interface Request {
  readonly title: string;
  readonly body: string;
}

const form = (rows: Readonly<Record<string, string>>): string =>
  Object.entries(rows)
    .map(([heading, value]) => `### ${heading}\n\n${value}`)
    .join('\n\n');

/** A bucket, in an account by its name. */
export const bucket = (account: string, name: string): Request => ({
  title: `Bucket ${name}`,
  body: form({
    'Task type': 'CreateResource',
    Service: 'S3 bucket',
    Account: account,
    Region: 'us-east-1',
    Name: name,
    Details: 'Versioning on, objects expire after 90 days. Confidentiality: internal.',
  }),
});

/** A topic, in an account by its name. */
export const topic = (account: string, name: string): Request => ({
  title: `Topic ${name}`,
  body: form({
    'Task type': 'CreateResource',
    Service: 'SNS topic',
    Account: account,
    Region: 'us-east-1',
    Name: name,
    Details: 'No subscriptions yet.',
  }),
});

/** A table, in an account by its name. */
export const table = (account: string, name: string): Request => ({
  title: `Table ${name}`,
  body: form({
    'Task type': 'CreateResource',
    Service: 'DynamoDB table',
    Account: account,
    Region: 'us-east-1',
    Name: name,
    Details: 'Partition key: order_id (string). On-demand capacity.',
  }),
});
