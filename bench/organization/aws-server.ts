/**
 * A process of its own that answers as STS, EC2 and S3 do, as far as the sweeps ask, on loopback.
 * It knows whose call it is by the key in the signature and keeps one token bucket for each
 * account, region and service where it is told a rate. `GET /_counts` tells what it was asked.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** What it is told, as JSON in the variable `AWS_ORDER`. */
export interface AwsOrder {
  readonly latencyMs: number;
  /** Buckets in the organization, spread evenly over the regions. */
  readonly buckets: number;
  readonly regions: readonly string[];
  /** Instances in each account and region. */
  readonly instances: number;
  /** Absent where it bears any rate. */
  readonly rate?: { readonly burst: number; readonly perSecond: number };
}

/** What it was asked, since it was last told to forget. */
export interface AwsCounts {
  readonly calls: number;
  readonly throttled: number;
  /** Calls that were let through, by `account region service`. */
  readonly byPlace: Readonly<Record<string, number>>;
  /** Most that were open at the same time. */
  readonly mostOpen: number;
}

interface Place {
  readonly account: string;
  readonly region: string;
  readonly service: string;
}

interface Bucket {
  tokens: number;
  atMs: number;
}

const SCOPE = /Credential=(?:AKIA|ASIA)(\d{12})\/\d{8}\/([\w-]+)\/([\w-]+)\/aws4_request/;
const HOUR_MS = 3_600_000;

const placeOf = (request: IncomingMessage): Place => {
  const [, account = '', region = '', service = ''] =
    SCOPE.exec(request.headers.authorization ?? '') ?? [];
  return { account, region, service };
};

const assumed = (role: string): string => {
  const [, account = '', name = ''] = /iam::(\d{12}):role\/([\w]+)/.exec(role) ?? [];
  return (
    '<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>' +
    `<AssumedRoleUser><Arn>arn:aws:sts::${account}:assumed-role/${name}/s</Arn>` +
    '<AssumedRoleId>AROA:s</AssumedRoleId></AssumedRoleUser><Credentials>' +
    `<AccessKeyId>ASIA${account}</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>` +
    `<SessionToken>token</SessionToken><Expiration>${new Date(Date.now() + HOUR_MS).toISOString()}` +
    '</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>'
  );
};

const instanceXml = ({ account, region }: Place, n: number): string =>
  `<item><instanceId>i-${account}${region}${n}</instanceId><imageId>ami-1</imageId>` +
  '<instanceState><code>16</code><name>running</name></instanceState>' +
  '<instanceType>m5.large</instanceType><launchTime>2026-01-01T00:00:00.000Z</launchTime>' +
  '<placement><tenancy>default</tenancy></placement><tagSet><item><key>Name</key>' +
  `<value>web-${n}</value></item></tagSet></item>`;

const instances = (order: AwsOrder, place: Place): string =>
  '<DescribeInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">' +
  '<requestId>r</requestId><reservationSet><item><reservationId>r-1</reservationId>' +
  `<ownerId>${place.account}</ownerId><instancesSet>` +
  Array.from({ length: order.instances }, (_, n) => instanceXml(place, n)).join('') +
  '</instancesSet></item></reservationSet></DescribeInstancesResponse>';

/** Buckets of a region: every one of the organization is in one of them. */
const bucketsOf = ({ buckets, regions }: AwsOrder, region: string): readonly string[] =>
  Array.from({ length: buckets }, (_, n) => n)
    .filter((n) => regions[n % regions.length] === region)
    .map((n) => `bucket-${n}`);

const listBuckets = (order: AwsOrder, region: string): string =>
  '<ListAllMyBucketsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Buckets>' +
  bucketsOf(order, region)
    .map(
      (name) =>
        `<Bucket><Name>${name}</Name><CreationDate>2026-01-01T00:00:00.000Z</CreationDate></Bucket>`,
    )
    .join('') +
  '</Buckets></ListAllMyBucketsResult>';

const POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'TlsOnly',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: '*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ],
});

/** Table: what each sub-resource of a bucket says. */
const OF_BUCKET: Readonly<Record<string, string>> = {
  publicAccessBlock:
    '<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls>' +
    '<IgnorePublicAcls>true</IgnorePublicAcls><BlockPublicPolicy>true</BlockPublicPolicy>' +
    '<RestrictPublicBuckets>true</RestrictPublicBuckets></PublicAccessBlockConfiguration>',
  encryption:
    '<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault>' +
    '<SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault>' +
    '<BucketKeyEnabled>true</BucketKeyEnabled></Rule></ServerSideEncryptionConfiguration>',
  versioning: '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>',
  lifecycle:
    '<LifecycleConfiguration><Rule><ID>r</ID><Filter><Prefix></Prefix></Filter>' +
    '<Status>Enabled</Status><Expiration><Days>90</Days></Expiration></Rule>' +
    '</LifecycleConfiguration>',
  logging:
    '<BucketLoggingStatus><LoggingEnabled><TargetBucket>logs</TargetBucket>' +
    '<TargetPrefix>a/</TargetPrefix></LoggingEnabled></BucketLoggingStatus>',
  inventory:
    '<ListInventoryConfigurationsResult><IsTruncated>false</IsTruncated>' +
    '</ListInventoryConfigurationsResult>',
  tagging:
    '<Tagging><TagSet><Tag><Key>Environment</Key><Value>production</Value></Tag></TagSet></Tagging>',
  policy: POLICY,
};

interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const xml = (body: string, status = 200): Reply => ({ status, type: 'text/xml', body });

const errorOf = (service: string, code: string, status: number): Reply =>
  service === 's3'
    ? xml(`<Error><Code>${code}</Code><Message>${code}</Message></Error>`, status)
    : xml(
        `<Response><Errors><Error><Code>${code}</Code><Message>${code}</Message></Error></Errors>` +
          '<RequestID>r</RequestID></Response>',
        status,
      );

const ofS3 = (order: AwsOrder, place: Place, url: URL): Reply => {
  if (url.pathname === '/') return xml(listBuckets(order, place.region));
  const part = [...url.searchParams.keys()].find((key) => key in OF_BUCKET) ?? '';
  const body = OF_BUCKET[part];
  if (body === undefined) return errorOf('s3', 'NotImplemented', 501);
  return { status: 200, type: part === 'policy' ? 'application/json' : 'text/xml', body };
};

const ofQuery = (order: AwsOrder, place: Place, form: URLSearchParams): Reply => {
  const action = form.get('Action') ?? '';
  if (action === 'AssumeRole') return xml(assumed(form.get('RoleArn') ?? ''));
  if (action === 'DescribeInstances') return xml(instances(order, place));
  return errorOf(place.service, 'InvalidAction', 400);
};

class AwsServer {
  readonly #order: AwsOrder;
  readonly #buckets = new Map<string, Bucket>();
  #counts = { calls: 0, throttled: 0, byPlace: {} as Record<string, number>, mostOpen: 0 };
  #open = 0;

  constructor(order: AwsOrder) {
    this.#order = order;
  }

  async answer(request: IncomingMessage, body: string): Promise<Reply> {
    const url = new URL(request.url ?? '/', 'http://loopback');
    if (url.pathname === '/_counts') return this.#tell(request.method === 'DELETE');
    const place = placeOf(request);
    this.#open += 1;
    this.#counts.calls += 1;
    this.#counts.mostOpen = Math.max(this.#counts.mostOpen, this.#open);
    const isLet = this.#take(place);
    await new Promise((resolve) => setTimeout(resolve, this.#order.latencyMs));
    this.#open -= 1;
    if (!isLet) {
      const code = place.service === 's3' ? 'SlowDown' : 'RequestLimitExceeded';
      return errorOf(place.service, code, 503);
    }
    if (place.service === 's3') return ofS3(this.#order, place, url);
    return ofQuery(this.#order, place, new URLSearchParams(body));
  }

  #tell(isForgotten: boolean): Reply {
    const body = JSON.stringify(this.#counts);
    if (isForgotten) {
      this.#counts = { calls: 0, throttled: 0, byPlace: {}, mostOpen: 0 };
      this.#buckets.clear();
    }
    return { status: 200, type: 'application/json', body };
  }

  /** STS bears what it is asked; every other service has a bucket for each account and region. */
  #take({ account, region, service }: Place): boolean {
    const key = `${account} ${region} ${service}`;
    const { rate } = this.#order;
    const isLet = rate === undefined || service === 'sts' || this.#hasToken(key, rate);
    if (isLet) this.#counts.byPlace[key] = (this.#counts.byPlace[key] ?? 0) + 1;
    else this.#counts.throttled += 1;
    return isLet;
  }

  #hasToken(key: string, rate: NonNullable<AwsOrder['rate']>): boolean {
    const nowMs = performance.now();
    const bucket = this.#buckets.get(key) ?? { tokens: rate.burst, atMs: nowMs };
    this.#buckets.set(key, bucket);
    const earned = ((nowMs - bucket.atMs) / 1000) * rate.perSecond;
    bucket.tokens = Math.min(rate.burst, bucket.tokens + earned);
    bucket.atMs = nowMs;
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  }
}

const bodyOf = (request: IncomingMessage): Promise<string> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve(Buffer.concat(chunks).toString()));
    request.on('error', reject);
  });

const serve = (order: AwsOrder): void => {
  const server = new AwsServer(order);
  const reply = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { status, type, body } = await server.answer(request, await bodyOf(request));
    response.writeHead(status, {
      'content-type': type,
      'content-length': Buffer.byteLength(body),
      'x-amzn-requestid': 'r',
    });
    response.end(body);
  };
  const http = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    reply(request, response).catch(() => response.destroy());
  });
  http.listen(0, '127.0.0.1', 4096, () => {
    const address = http.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    process.stdout.write(`http://127.0.0.1:${address.port}\n`);
  });
};

const told = process.env['AWS_ORDER'];
if (told !== undefined) serve(JSON.parse(told) as AwsOrder);
