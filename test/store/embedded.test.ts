import { openTestStore } from '../fakes/test-store.ts';
import { describeStore } from './store-contract.ts';

describeStore('embedded', () => openTestStore());
