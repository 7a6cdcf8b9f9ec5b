// SPDX-License-Identifier: Apache-2.0
import type { ChainLogger } from '@datacar/chain/ChainLogger';

/** For tests whose subject is not what is logged. */
export const silentLogger: ChainLogger = { debug() {}, info() {}, warn() {}, error() {} };
