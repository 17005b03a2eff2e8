/** A flat table: what people call messaging and API services, and the fields they give. */
import { regex } from './regex.ts';
import {
  after,
  choice,
  encrypted,
  flag,
  kmsKey,
  quantity,
  text,
  tracing,
} from './field-library.ts';
import type { ServiceWords } from './service-words.ts';

const throttle = [
  quantity('rateLimit', 'one', {
    words: regex(
      'i',
      String.raw`requests? (?:per|a) second|requests\/s|\brps\b|\brate\b|`,
      'per second|solicitudes por segundo|requêtes par seconde|',
      'リクエスト|每秒',
    ),
    isCounted: true,
    min: 1,
    max: 1_000_000,
  }),
  quantity('burstLimit', 'one', {
    words: /\bburst\b|ráfaga|rafale|バースト|突发/i,
    min: 1,
    max: 1_000_000,
  }),
];
const target = text(
  'target',
  [
    after(
      'targets?|invokes|calls|triggers|goes to|answered by|destino|cible|alvo|ziel|ターゲット|目标',
      '(?:(?:the|existing|la|le|a|o|die|función|fonction|função|lambda|function|sqs|' +
        'queue|sns|topic)\\s+){0,5}["\'`]?[A-Za-z][\\w-]*',
    ),
  ],
  { fold: (value) => value.replace(/^.*[\s"'`]/, '') },
);
const route = text('route', [/(?<!\w)((?:GET|POST|PUT|PATCH|DELETE|ANY)\s+\/[\w{}./+-]*)/]);
const authorization = choice(
  'authorization',
  [
    /without (?:any )?authori[sz]ation|authori[sz]ation\s*[:=]?\s*none|\bno authori[sz]ation/i,
    'NONE',
  ],
  [/\bAWS_IAM\b|\bIAM authori[sz]ation/i, 'AWS_IAM'],
);
const STAGE = String.raw`\$default|[a-z]\w{0,30}`;
const stage = text('stage', [
  regex(
    'i',
    String.raw`\bstage:?\s+(?:named\s+|called\s+)?["'\x60]?`,
    String.raw`(?!(?:of|to|in|for|is)\b)(${STAGE})`,
  ),
  regex(
    'i',
    String.raw`(?:the\s+)?["'\x60]?(?!(?:the|an?|its|that|this)\b)`,
    String.raw`(${STAGE})["'\x60]?\s+stage`,
  ),
]);
const MESSAGE_NAME = /^[A-Za-z0-9_-]{1,80}(?:\.fifo)?$/;

/** A flat table of messaging and API types. */
export const MESSAGING_WORDS: readonly ServiceWords[] = [
  {
    type: 'AWS::SNS::Topic',
    title: 'SNS topic',
    phrases: [
      'sns topic',
      'sns',
      'argomento sns',
      'tema sns',
      'tema de sns',
      'tópico sns',
      'tópico de sns',
      'tópico do sns',
      'sujet sns',
      'rubrique sns',
      'sns thema',
      'SNS ?トピック',
      'SNS ?主题',
    ],
    weak: ['topic', 'tema', 'tópico', 'sujet', 'rubrique', 'トピック', '主题'],
    validName: /^[A-Za-z0-9_-]{1,256}(?:\.fifo)?$/,
    fields: [
      flag('fifo', /\bfifo\b/i, /\bstandard (?:sns )?topic/i),
      flag(
        'contentBasedDeduplication',
        /content[\s-]based de-?duplication|de-?duplicat\w+ (?:by|on|based on) content/i,
      ),
      text(
        'displayName',
        [
          regex(
            'i',
            String.raw`display name[^.;\n"'\x60]{0,120}?(?:\([^()\n]{1,60}\)\s*)?`,
            String.raw`(?:to|is|as|of|[:=])?\s*["'\x60]([^"'\x60\n]{1,100})["'\x60]`,
          ),
          /display name\s*[:=]\s*([^\n.,;"'`]{1,100})/i,
        ],
        { words: /display name/i },
      ),
      kmsKey,
      encrypted,
      text('subscriptions', [/(?<![\w.+-])([\w.+-]{1,64}@(?:[\w-]+\.)+[a-z]{2,})(?!\w)/gi], {
        many: true,
      }),
      text(
        'queue',
        [
          after('(?:sqs )?queue', String.raw`[A-Za-z][\w-]*[-_\d][\w.-]*`),
          /(?<![\w.-])["'`]?([A-Za-z][\w-]*[-_\d][\w.-]*)["'`]?,? (?:the |an? )?(?:sqs )?queue/i,
        ],
        { words: /subscri/i },
      ),
      text('function', [after('(?:lambda )?function', String.raw`[A-Za-z][\w-]*[-_\d][\w-]*`)]),
    ],
  },
  {
    type: 'AWS::SQS::Queue',
    title: 'SQS queue',
    phrases: [
      'sqs queue',
      'sqs',
      'cola sqs',
      'cola de sqs',
      "file d'attente sqs",
      'file sqs',
      'fila sqs',
      'fila do sqs',
      'sqs warteschlange',
      'SQS ?(?:キュー|队列)',
      'standard queue',
      'fifo queue',
      'dead letter queue',
    ],
    weak: ['queue', 'cola', "file d'attente", 'fila', 'warteschlange', 'キュー', '队列', 'dlq'],
    validName: MESSAGE_NAME,
    fields: [
      flag('fifo', /\bfifo\b/i, /\bstandard\b|estándar|padrão|標準|标准/i),
      quantity('visibilityTimeoutSeconds', 'seconds', {
        words: regex(
          'i',
          String.raw`visibility|\bhidden\b|visibilidad|visibilité|visibilidade|sichtbarkeit|`,
          '可視性|可见性|time-?out',
        ),
        min: 0,
        max: 43_200,
      }),
      quantity('retentionDays', 'days', {
        words: regex(
          'i',
          String.raw`retention|retain|\bkept\b|\bkeep\b|retención|rétention|`,
          'retenção|conserva|aufbewahr|保持|保留',
        ),
        min: 0.0006,
        max: 14,
      }),
      quantity('delaySeconds', 'seconds', { words: /\bdelay/i, min: 0, max: 900 }),
      text('deadLetterQueue', [
        regex(
          'i',
          String.raw`(?:sends?|moves?|goes?|going|redrives?|envía|envoie|envia)\s+(?:\w+\s+){`,
          '0,4}?to\\s+["\'`]?([A-Za-z][\\w-]*(?:\\.fifo)?)',
        ),
        after(
          'dead[\\s-]letter queue|dlq|cola de mensajes fallidos|デッドレターキュー|死信队列',
          String.raw`[A-Za-z][\w-]*[-_\d][\w.-]*`,
        ),
      ]),
      quantity('maxReceiveCount', 'one', {
        words: regex(
          'i',
          String.raw`receives?\b|receive count|attempts?|tries|intentos|tentatives|`,
          'tentativas|versuche|maxreceive|受信|次',
        ),
        min: 1,
        max: 1000,
      }),
      choice(
        'encryption',
        [/\bkms\b/i, 'kms'],
        [/sse[ -]sqs|encrypt\w*\s*[:=]?\s*(?:by )?sqs/i, 'sqs'],
      ),
      kmsKey,
      encrypted,
      flag(
        'contentBasedDeduplication',
        /content[\s-]based de-?duplication|de-?duplicat\w+ (?:by|on|based on) content/i,
      ),
      flag(
        'ownDeadLetterQueue',
        /(?:an?|own|one) (?:\w+ )?(?:dead[\s-]letter queue|dlq)(?!\s*(?:named|called|[:=]))/i,
      ),
      text('topic', [after('(?:sns )?topic', String.raw`[A-Za-z][\w-]*[-_\d][\w-]*(?:\.fifo)?`)]),
    ],
  },
  {
    type: 'AWS::Events::Rule',
    title: 'EventBridge rule',
    phrases: [
      'eventbridge rule',
      'eventbridge schedule',
      'event rule',
      'eventbridge',
      'cloudwatch events rule',
      'regla de eventbridge',
      'regla eventbridge',
      'règle eventbridge',
      'regra eventbridge',
      'regra do eventbridge',
      'eventbridge regel',
      'EventBridge ?(?:ルール|规则)',
    ],
    weak: ['rule', 'regla', 'règle', 'regra', 'ルール', '规则'],
    validName: /^[A-Za-z0-9._-]{1,64}$/,
    fields: [
      flag('enabled', /\benabled?\b|\bturn(?:ed)? on\b/i, /\bdisabled?\b|\bturn(?:ed)? off\b/i),
      text('schedule', [/((?:cron|rate)\([^()\n]{1,80}\))/i], { words: /schedule/i }),
      text('eventPattern', [/pattern\s*[:=]?\s*(\{[^\n]{2,2000}\})/i]),
      target,
    ],
  },
  {
    type: 'AWS::ApiGatewayV2::Api',
    title: 'HTTP API',
    phrases: [
      'http api',
      'api gateway v2',
      'websocket api',
      'api gateway http api',
      'api http',
      'HTTP ?API',
    ],
    weak: ['api gateway', 'api'],
    fields: [
      choice('protocol', [/websocket/i, 'WEBSOCKET'], [/http api|api http|\bHTTP\b/i, 'HTTP']),
      route,
      target,
      stage,
      authorization,
      ...throttle,
    ],
  },
  {
    type: 'AWS::ApiGatewayV2::Stage',
    title: 'HTTP API stage',
    phrases: ['http api stage'],
    fields: [...throttle],
  },
  {
    type: 'AWS::ApiGateway::RestApi',
    title: 'REST API',
    phrases: ['rest api', 'api gateway rest api', 'api rest', 'REST ?API'],
    fields: [...throttle, tracing, route, target, stage, authorization],
  },
  {
    type: 'AWS::ApiGateway::Stage',
    title: 'REST API stage',
    phrases: ['rest api stage', 'api gateway stage', 'api stage'],
    fields: [...throttle, tracing],
  },
];
