/** A flat table: what people call network and edge services, and the fields they give. */
import { inNamed, perhapsIn } from './name-forms.ts';
import { regex } from './regex.ts';
import {
  after,
  availabilityZone,
  choice,
  cidr,
  code,
  flag,
  quantity,
  text,
  subnet,
  vpc,
} from './field-library.ts';
import type { ServiceWords } from './service-words.ts';

const recordType = text(
  'recordType',
  [
    /(?<![\w-])(CNAME|AAAA|TXT|MX|SRV|CAA|NS|PTR)(?![\w-])/,
    /(?<![\w-])(A)[\s-]+(?:record|Eintrag|レコード|记录)/,
    /(?:record|registro|enregistrement)\s+(?:(?:de )?(?:type|tipo)\s+)?(A)(?![\w-])/,
    /\b[Tt]ype:?\s+(A)(?![\w-])/,
  ],
  { words: /record type/i },
);

const DOMAIN = String.raw`(?:[a-z0-9-]+\.)+[a-z]{2,}`;
const BUCKET = String.raw`[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]`;

/** No name, but a setting of a distribution. */
const SETTING = String.raw`(?![\w.-]*(?:log|cache|cach|compress|ipv|http|tls|waf))`;
const SAID_NAME =
  String.raw`(?:\s+(?:(?:named|called)\s+)?(?:["'\x60][\w.-]+["'\x60]|` +
  String.raw`${SETTING}[\w.]*[-_\d][\w.-]*\w))?`;
const ENDS_THERE =
  String.raw`(?=\s*(?:$|[.,;()\n]|(?:in|until|till|and|for|again|now|please|because|since|` +
  String.raw`before|after|once|today|tonight|tomorrow)(?!\w)))`;
const DISTRIBUTION = String.raw`(?:(?:amazon |aws )?cloudfront |cdn )?distribution(?![\w'’])`;

/**
 * Turning the distribution itself on or off. "Turn off logging for the distribution" is about its
 * log, and would take a site from the net if it were read as this.
 */
const switched = (
  verbs: string,
  words: { readonly passive: string; readonly keyed: string },
): RegExp =>
  regex(
    'i',
    words.keyed,
    String.raw`\b(?:${verbs})\s+(?:the |our |this |my )?(?:${DISTRIBUTION}|cdn(?!\w)|`,
    String.raw`(?=["'\x60]?E[A-Z0-9]{12,14}\b))${SAID_NAME}${ENDS_THERE}|`,
    String.raw`(?<!\b(?:of|for|on|in|by|with|to|from) (?:the |our )?(?:amazon |aws )?`,
    String.raw`(?:cloudfront )?)`,
    String.raw`\b${DISTRIBUTION}[^.;,\n]{0,80}?\b(?:must|should|shall|(?:needs?|has|is) to)`,
    String.raw` be (?:${words.passive})\b`,
  );

/** The host of an address, with or without its scheme. */
const HOST =
  String.raw`(?<![\w.@/-])(?:(?:https?|tcp):\/\/)?` +
  String.raw`(?:(?:[a-z0-9_-]+\.)+[a-z]{2,}|(?:\d{1,3}\.){3}\d{1,3})`;
/** A path with its query; a mark that ends the sentence is none of it. */
const PATH = String.raw`\/[\w./~%+@=&-]*(?:\?[\w./~%+@=&-]*[\w/=])?`;

/** A flat table of network and edge types. */
export const NETWORK_WORDS: readonly ServiceWords[] = [
  {
    type: 'AWS::EC2::VPC',
    title: 'VPC',
    phrases: ['vpc', 'virtual private cloud', 'red virtual privada'],
    id: /(?<![\w-])vpc-[0-9a-f]{8,17}(?![\w-])/,
    required: ['cidr'],
    fields: [
      cidr,
      flag('subnets', /\bsubnets?\b/i),
      flag('natGateway', /\bnat(?: gateways?)?\b/i),
      flag('flowLogs', /\bflow logs?\b/i),
      quantity('zones', 'one', {
        words: /\b(?:availability )?zones?\b/i,
        isCounted: true,
        allowed: [1, 2, 3],
      }),
    ],
  },
  {
    type: 'AWS::EC2::Subnet',
    title: 'Subnet',
    phrases: [
      'subnet',
      'vpc subnet',
      'subred',
      'sous-réseau',
      'sub-rede',
      'subnetz',
      'サブネット',
      '子网',
    ],
    id: /(?<![\w-])subnet-[0-9a-f]{8,17}(?![\w-])/,
    required: ['cidr', 'vpc'],
    fields: [cidr, vpc, availabilityZone, flag('public', /\bpublic\b/i, /\bprivate\b/i)],
  },
  {
    type: 'AWS::EC2::InternetGateway',
    title: 'Internet gateway',
    phrases: ['internet gateway', 'igw', 'インターネットゲートウェイ', '互联网网关'],
    id: /(?<![\w-])igw-[0-9a-f]{8,17}(?![\w-])/,
    isNamed: false,
    fields: [vpc],
  },
  {
    type: 'AWS::EC2::NatGateway',
    title: 'NAT gateway',
    phrases: [
      'nat gateway',
      'nat gw',
      'puerta de enlace nat',
      'passerelle nat',
      'gateway nat',
      'NAT ?ゲートウェイ',
      'NAT ?网关',
    ],
    id: /(?<![\w-])nat-[0-9a-f]{8,17}(?![\w-])/,
    isNamed: false,
    fields: [subnet, text('elasticIp', [/(?<![\w-])(eipalloc-[0-9a-f]{8,17})/])],
  },
  {
    type: 'AWS::EC2::RouteTable',
    title: 'Route table',
    phrases: [
      'route table',
      'tabla de rutas',
      'table de routage',
      'tabela de rotas',
      'ルートテーブル',
      '路由表',
    ],
    id: /(?<![\w-])rtb-[0-9a-f]{8,17}(?![\w-])/,
    fields: [
      vpc,
      cidr,
      text(
        'target',
        [
          /(?<![\w-])((?:igw|nat|eigw|pcx|vgw|tgw|lgw|eni|vpce)-[0-9a-f]{8,17})(?![\w-])/,
          inNamed('(?:nat gateway|internet gateway|nat|gateway)'),
        ],
        {
          perhaps: perhapsIn('(?:nat gateway|internet gateway|nat|gateway)'),
          valid: /^(?!(?:eigw|pcx|vgw|tgw|lgw|eni|vpce)-[0-9a-f]{8,17}$)/,
        },
      ),
    ],
  },
  {
    type: 'AWS::EC2::Route',
    title: 'Route',
    phrases: ['vpc route', 'route entry', 'default route'],
    isNamed: false,
    fields: [cidr],
  },
  {
    type: 'AWS::EC2::NetworkAcl',
    title: 'Network ACL',
    phrases: ['network acl', 'nacl', 'ネットワーク ?ACL', '网络 ?acl'],
    id: /(?<![\w-])acl-[0-9a-f]{8,17}(?![\w-])/,
    fields: [vpc],
  },
  {
    type: 'AWS::EC2::VPCEndpoint',
    title: 'VPC endpoint',
    phrases: [
      'vpc endpoint',
      'gateway endpoint',
      'interface endpoint',
      'punto de enlace de vpc',
      'VPC ?エンドポイント',
      'VPC ?终端节点',
    ],
    id: /(?<![\w-])vpce-[0-9a-f]{8,17}(?![\w-])/,
    isNamed: false,
    required: ['vpc', 'service'],
    fields: [
      vpc,
      text('service', [
        after(
          'for|service',
          's3|dynamodb|ssm|ecr\\.api|ecr\\.dkr|logs|secretsmanager|kms|sqs|sns|sts',
        ),
      ]),
    ],
  },
  {
    type: 'AWS::EC2::FlowLog',
    title: 'VPC flow log',
    phrases: ['flow log', 'vpc flow log', 'フローログ', '流日志'],
    id: /(?<![\w-])fl-[0-9a-f]{8,17}(?![\w-])/,
    isNamed: false,
    required: ['vpc'],
    fields: [
      vpc,
      quantity('retentionDays', 'days', {
        words: /retention|keep|kept/i,
        alone: true,
        min: 1,
        max: 3653,
      }),
    ],
  },
  {
    type: 'AWS::CloudFront::Distribution',
    title: 'CloudFront distribution',
    phrases: [
      'cloudfront distribution',
      'cloudfront',
      'cdn distribution',
      'distribución de cloudfront',
      'distribución cloudfront',
      'distribution cloudfront',
      'distribuição cloudfront',
      'distribuição do cloudfront',
      'CloudFront ?ディストリビューション',
      'CloudFront ?(?:分配|分发)',
    ],
    weak: ['distribution', 'cdn'],
    id: /(?<![\w-])E[A-Z0-9]{12,14}(?:EXAMPLE)?(?![\w-])/,
    required: ['origin'],
    fields: [
      text('paths', [/["'`]?(?<![\w/.:*-])(\/[\w./-]*\*?)(?![\w/*-])["'`]?/g], { many: true }),
      text('origin', [
        after(
          'origins?(?: bucket)?|orígenes|origen|origine|origem|オリジン|源站',
          String.raw`(?!access|shield)[a-z0-9][a-z0-9.-]{2,62}`,
        ),
      ]),
      text('domain', [after('alias|domains?|alternate domain names?', DOMAIN)], { many: true }),
      text('certificate', [/(arn:aws:acm:[a-z0-9-]+:[0-9]{12}:certificate\/[\w-]+)/]),
      text('failover', [after('failover(?: bucket| to)?|falls? over to', BUCKET)]),
      text('logBucket', [after('log bucket|logs? to(?: the)?(?: bucket)?', BUCKET)]),
      text('rootObject', [after('(?:default )?root object', String.raw`[\w.-]+\.html?`)]),
      choice(
        'priceClass',
        [/price ?class[ _]?100/i, 'PriceClass_100'],
        [/price ?class[ _]?200/i, 'PriceClass_200'],
        [/price ?class[ _]?all/i, 'PriceClass_All'],
      ),
      text('webAcl', [/(arn:aws:wafv2:us-east-1:[0-9]{12}:global\/webacl\/[\w-]+\/[a-f0-9-]+)/]),
      flag(
        'enabled',
        switched(String.raw`enable|activate|(?:turn|switch) on`, {
          passive: String.raw`enabled|activated|(?:turned|switched) on`,
          keyed: String.raw`\benabled\s*[:=](?=\s*(?:yes|no|on|off|true|false)\b)|`,
        }),
        switched(String.raw`disable|deactivate|(?:turn|switch) off`, {
          passive: String.raw`disabled|deactivated|(?:turned|switched) off`,
          keyed: '',
        }),
      ),
    ],
  },
  {
    type: 'AWS::CloudFront::OriginAccessControl',
    title: 'CloudFront origin access control',
    phrases: ['origin access control', 'oac'],
    fields: [],
  },
  {
    type: 'AWS::CloudFront::Function',
    title: 'CloudFront Function',
    phrases: [
      'cloudfront function',
      'función de cloudfront',
      'función cloudfront',
      'fonction cloudfront',
      'função cloudfront',
      'função do cloudfront',
      'CloudFront ?関数',
      'CloudFront ?(?:Functions|函数)',
    ],
    required: ['code'],
    fields: [
      code,
      text(
        'comment',
        [/\bcomment\b[^"'`\n]{0,160}["'`]([^"'`\n]{1,128})["'`]/i, /^comment:\s*([^\n]{1,128})/im],
        { words: /\bcomment\b/i },
      ),
      choice(
        'event',
        [/viewer[\s-]response/i, 'viewer-response'],
        [/viewer[\s-]request/i, 'viewer-request'],
      ),
    ],
  },
  {
    type: 'AWS::Route53::HostedZone',
    title: 'Route 53 hosted zone',
    phrases: [
      'hosted zone',
      'route 53 hosted zone',
      'route53 hosted zone',
      'route 53 zone',
      'dns zone',
      'zona alojada',
      'zone hébergée',
      'zona hospedada',
      'zona dns',
      'zone dns',
      'dns-zone',
      'ホストゾーン',
      '托管区域',
    ],
    id: /(?<![\w-])Z[A-Z0-9]{12,31}(?![\w-])/,
    fields: [
      flag('private', /\bprivate\b|privada|privée/i, /\bpublic\b|pública|publique/i),
      vpc,
      text(
        'comment',
        [/\bcomment\b[^"'`\n]{0,160}["'`]([^"'`\n]{1,256})["'`]/i, /^comment:\s*([^\n]{1,256})/im],
        {
          words: /\bcomment\b/i,
        },
      ),
    ],
  },
  {
    type: 'AWS::Route53::RecordSet',
    title: 'Route 53 record',
    phrases: [
      'route 53 record',
      'route53 record',
      'record set',
      'dns record',
      'dns entry',
      'cname record',
      'txt record',
      'mx record',
      'aaaa record',
      'a record',
      'cname',
      'registro dns',
      'registro cname',
      'enregistrement dns',
      'enregistrement cname',
      'dns-eintrag',
      'DNS ?レコード',
      'DNS ?记录',
      'CNAME ?(?:レコード|记录)',
      'registro de route 53',
    ],
    weak: ['record', 'registro', 'enregistrement', 'レコード', '记录', 'route 53', 'route53'],
    required: ['recordType', 'value'],
    fields: [
      recordType,
      text(
        'value',
        [
          /\bvalue\s*[:=]?\s*["`]([^"`\n]{1,255})["`]/i,
          regex(
            'i',
            String.raw`(?:\bvalue|\bpoint(?:s|ing|ed)?\s+(?:it\s+)?(?:at|to)|`,
            String.raw`\btarget|\bto|→|->|\bapunt\w+ a|\bvalor|\bvaleur|\bvers|`,
            '\\bzu|\\bauf|値は?|指向|值为?)\\s*[:=]?\\s*["\'`]?((?:\\d{1,3}\\.){3}\\d{1,3}|',
            String.raw`(?:[a-z0-9_-]+\.)+[a-z]{2,}(?![\w-]))`,
          ),
        ],
        { words: /\bvalue\b|\bpoint/i },
      ),
      quantity('ttlSeconds', 'seconds', {
        words: /\bttl(?: seconds)?\b/i,
        alone: true,
        min: 0,
        max: 2_147_483_647,
      }),
      text('zone', [
        after(
          '(?:hosted )?zone|zona|ゾーン|区域',
          String.raw`(?:[a-z0-9_-]+\.)+[a-z]{2,}|Z[A-Z0-9]{12,31}`,
        ),
      ]),
    ],
  },
  {
    type: 'AWS::Route53::HealthCheck',
    title: 'Route 53 health check',
    phrases: [
      'route 53 health check',
      'route53 health check',
      'route 53 healthcheck',
      'health check of route 53',
      'dns health check',
    ],
    id: /(?<![\w-])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![\w-])/,
    isNamed: false,
    required: ['target'],
    fields: [
      text('target', [
        /(?:https?|tcp):\/\/((?:[a-z0-9_-]+\.)+[a-z]{2,}|(?:\d{1,3}\.){3}\d{1,3})/i,
        /(?<![\w.@/-])((?:[a-z0-9-]+\.)+[a-z]{2,})(?![\w-])/i,
        /(?<![\d.])((?:\d{1,3}\.){3}\d{1,3})(?!\d|\.\d)/,
      ]),
      text('port', [regex('i', `${HOST}:`, String.raw`(\d{1,5})(?!\d)`)], { fold: Number }),
      text('path', [
        regex('i', String.raw`(?:path|chemin|ruta|caminho)\s*[:=]?\s*["'\x60]?(`, PATH, ')'),
        regex('i', HOST, String.raw`(?::\d{1,5})?(`, PATH, ')'),
        regex('i', String.raw`(?<![\w/.:-])(?!\/\s)(`, PATH, ')'),
      ]),
      quantity('intervalSeconds', 'seconds', {
        words: /every|interval|cada|toutes les|alle/i,
        alone: true,
        allowed: [10, 30],
      }),
      quantity('failureThreshold', 'one', {
        words: /fail|threshold/i,
        allowed: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
      }),
      quantity('port', 'one', { words: /\bport\b/i, min: 1, max: 65_535 }),
      text(
        'searchText',
        [
          regex(
            'i',
            String.raw`\b(?:search(?:es|ing)?(?: (?:for|text|string|the|word|answer))*|`,
            String.raw`string match(?:ing)?|`,
            String.raw`(?:holds?|contains?|match(?:es|ing)?)(?: the)?(?: text| string| word)?)`,
            String.raw`\s*:?\s*(?:"([^"\n]{1,255})"|\x60([^\x60\n]{1,255})\x60|`,
            String.raw`'([^'\n]{1,255})')`,
          ),
          /^search text:\s*([^\n]{1,255})/im,
        ],
        { words: /\bsearch (?:text|string)\b/i, isQuoted: true },
      ),
      choice('protocol', [/\bhttps\b/i, 'HTTPS'], [/\bhttp\b/i, 'HTTP'], [/\btcp\b/i, 'TCP']),
    ],
  },
];
