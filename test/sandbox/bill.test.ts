import {
  CostExplorerClient,
  GetAnomaliesCommand,
  GetCostAndUsageCommand,
  GetCostForecastCommand,
  type Expression,
  type GetCostAndUsageCommandInput,
} from '@aws-sdk/client-cost-explorer';
import { describe, expect, it } from 'vitest';
import type { BillSpec, Charge } from '../../sandbox/bill.ts';
import { clientOf, DEV, MANAGEMENT, PROD, stage } from './kit.ts';

const charge = (given: Partial<Charge>): Charge => ({
  day: '2026-01-03',
  accountId: PROD,
  service: 'AWS Lambda',
  recordType: 'Usage',
  costCenter: 'CC-1000',
  application: '',
  amount: 1,
  ...given,
});

const open = (bill: BillSpec, accountId: string = MANAGEMENT): CostExplorerClient => {
  const world = stage({ bill });
  const credentials = world.world.credentialsOf('person-admin', accountId);
  return clientOf(world, CostExplorerClient, { credentials });
};

const DECEMBER_ON = { Start: '2025-12-30', End: '2026-01-05' };

const ask = (
  client: CostExplorerClient,
  input: Partial<GetCostAndUsageCommandInput> = {},
): Promise<readonly string[]> =>
  client
    .send(
      new GetCostAndUsageCommand({
        TimePeriod: DECEMBER_ON,
        Granularity: 'DAILY',
        Metrics: ['UnblendedCost'],
        GroupBy: [{ Type: 'DIMENSION', Key: 'LINKED_ACCOUNT' }],
        ...input,
      }),
    )
    .then(({ ResultsByTime = [] }) =>
      ResultsByTime.flatMap(({ TimePeriod, Groups = [] }) =>
        Groups.map(
          ({ Keys = [], Metrics = {} }) =>
            `${TimePeriod?.Start} ${Keys.join(' ')} ${Number(Metrics['UnblendedCost']?.Amount)}`,
        ),
      ),
    );

describe('the bill', () => {
  const charges = [charge({}), charge({ accountId: DEV, amount: 2 })];

  it('B1 the payer sees every account, a member its own', async () => {
    expect(await ask(open({ charges }))).toEqual([`2026-01-03 ${PROD} 1`, `2026-01-03 ${DEV} 2`]);
    expect(await ask(open({ charges }, DEV))).toEqual([`2026-01-03 ${DEV} 2`]);
  });

  it('B2 by two tags, in the parts of two months', async () => {
    const own = [charge({ day: '2025-12-31', costCenter: '' }), charge({}), charge({ amount: 4 })];
    const GroupBy = [
      { Type: 'TAG' as const, Key: 'CostCenter' },
      { Type: 'TAG' as const, Key: 'Application' },
    ];
    expect(await ask(open({ charges: own }), { Granularity: 'MONTHLY', GroupBy })).toEqual([
      '2025-12-30 CostCenter$ Application$ 1',
      '2026-01-01 CostCenter$CC-1000 Application$ 5',
    ]);
    const three = [...GroupBy, { Type: 'DIMENSION' as const, Key: 'SERVICE' }];
    await expect(ask(open({ charges: own }), { GroupBy: three })).rejects.toThrow('two dimensions');
  });

  it('B3 filters with And, Or and Not', async () => {
    const own = [...charges, charge({ recordType: 'Credit', amount: -5 })];
    const only = (Filter: Expression): Promise<readonly string[]> =>
      ask(open({ charges: own }), { Filter });
    const credit: Expression = { Dimensions: { Key: 'RECORD_TYPE', Values: ['Credit'] } };
    const dev: Expression = { Dimensions: { Key: 'LINKED_ACCOUNT', Values: [DEV] } };
    expect(await only({ Not: credit })).toEqual([`2026-01-03 ${PROD} 1`, `2026-01-03 ${DEV} 2`]);
    expect(await only({ And: [dev, { Not: credit }] })).toEqual([`2026-01-03 ${DEV} 2`]);
    expect(await only({ Or: [dev, credit] })).toEqual([
      `2026-01-03 ${PROD} -5`,
      `2026-01-03 ${DEV} 2`,
    ]);
  });

  it('B4 pages, and a token nobody gave', async () => {
    const client = open({ charges, pageSize: 1 });
    expect(await ask(client)).toHaveLength(1);
    await expect(ask(client, { NextPageToken: 'abc' })).rejects.toMatchObject({
      name: 'InvalidNextTokenException',
    });
  });

  it('B5 the last days are estimated', async () => {
    const own = [charge({}), charge({ day: '2026-01-04' })];
    const said = await open({ charges: own }).send(
      new GetCostAndUsageCommand({
        TimePeriod: DECEMBER_ON,
        Granularity: 'DAILY',
        Metrics: ['UnblendedCost'],
      }),
    );
    expect(said.ResultsByTime?.map(({ Estimated }) => Estimated)).toEqual([false, true]);
  });

  it('B6 a forecast begins today', async () => {
    const client = open({ charges });
    const forecast = (Start: string) =>
      client.send(
        new GetCostForecastCommand({
          TimePeriod: { Start, End: '2026-02-01' },
          Granularity: 'MONTHLY',
          Metric: 'UNBLENDED_COST',
          PredictionIntervalLevel: 80,
        }),
      );
    await expect(forecast('2026-01-04')).rejects.toThrow('current date');
    const { Total, ForecastResultsByTime = [] } = await forecast('2026-01-05');
    expect(Number(Total?.Amount)).toBeCloseTo((3 / 14) * 27, 6);
    expect(Number(ForecastResultsByTime[0]?.PredictionIntervalLowerBound)).toBeLessThan(
      Number(Total?.Amount),
    );
  });

  it('B7 anomalies of days that overlap', async () => {
    const anomaly = {
      from: '2026-01-02',
      impactUsd: 50,
      accountId: DEV,
      service: 'AWS Lambda',
      region: 'us-east-1',
      usageType: 'Requests',
    };
    const client = open({ charges, anomalies: [anomaly] });
    const seen = async (StartDate: string, EndDate: string): Promise<number> =>
      (await client.send(new GetAnomaliesCommand({ DateInterval: { StartDate, EndDate } })))
        .Anomalies?.length ?? 0;
    expect(await seen('2026-01-01', '2026-01-02')).toBe(1);
    expect(await seen('2026-01-03', '2026-01-04')).toBe(0);
  });

  it('B8 Cost Explorer that was never opened', async () => {
    await expect(ask(open({ isClosed: true }))).rejects.toMatchObject({
      name: 'DataUnavailableException',
    });
  });
});
