import type { ClaimStore } from './claim-store.ts';
import type { DriftStore } from './drift-store.ts';
import type { HealHistory } from './heal-store.ts';
import type { HealthStore } from './health-store.ts';
import type { ItemStore } from './item-store.ts';
import type { ModelStore } from './model-store.ts';
import type { ReceiptStore } from './receipt-store.ts';
import type { ReportStore } from './report-store.ts';

/** The parts of the state that one feature each has for itself. */
export interface KeptStores
  extends
    ReportStore,
    HealthStore,
    DriftStore,
    ItemStore,
    ReceiptStore,
    HealHistory,
    ModelStore,
    ClaimStore {}
